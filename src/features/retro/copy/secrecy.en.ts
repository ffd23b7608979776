/** Every sentence about who sees what, and who does not. Each is a promise: `promises.ts` alone says them, from what is stored. */
export const secrecyEn = {
  'secret.help': 'Everybody writes cards that nobody else sees until collecting is over.',

  'secret.cards.sealed': 'Until then everybody sees only their own cards, the facilitator too.',
  'secret.cards.added':
    'Until then only its author sees what is added now, and the facilitator does not either. The cards from before can be read by those who take part.',
  'secret.cards.open': 'Those who take part can read the cards.',
  'secret.cards.openToChannel': 'Everybody in this channel can read the cards.',
  'secret.cards.stay': 'Cards that were still being collected stay with their authors.',
  'secret.cards.stayAdded':
    'What was added last stays with its authors. The other cards can still be read by those who take part.',

  'secret.own.sealed':
    'Nobody else sees your cards before collecting is over, and the facilitator does not either.',
  'secret.own.added':
    'Nobody else sees what you add now before collecting is over again, and the facilitator does not either. What you wrote before can be read already, so it can be deleted, but not changed.',
  'secret.own.draft':
    'What you type is kept while you type, for your eyes alone, also when you close this; it counts once you save it.',
  'secret.own.deleted': 'It goes for everybody, and cannot be brought back.',
  'secret.own.deletedAtOnce':
    'Others can read it, so they can also see that it is gone, and when. It cannot be brought back.',

  'secret.names.hidden': 'Names are hidden.',
  'secret.names.few':
    'Names are hidden, but fewer than {few, plural, =4 {four} other {#}} people can answer at the moment, and among so few that hides little.',
  'secret.names.shown': 'Names stand beside the cards.',
  'secret.mine.hidden':
    'Names are hidden: shown to nobody, and who wrote what is erased {days, number} days after the end.',
  'secret.mine.few':
    'Names are hidden, but fewer than {few, plural, =4 {four} other {#}} people can answer at the moment. Among so few that hides little: whoever reads your cards can guess that they are yours.',
  'secret.mine.early':
    'Names are hidden. If collecting ended right after you, though, fewer than {few, plural, =4 {four} other {#}} people would have answered, and among so few that hides little.',
  'secret.mine.shown': 'Your name will stand beside your cards.',

  'secret.reach.participants': 'The cards are for those who take part.',
  'secret.reach.channel': 'The cards are for those who take part, and after the end for this channel.',

  'secret.votes.first':
    'Who voted for what is never shown. How many votes each topic has is told when voting is over, if at least {ballots, plural, =5 {five} other {#}} people have voted; of fewer, only which topics come first.',
  'secret.votes.again':
    'Who voted for what is never shown. When voting is over again, votes are counted anew only if at least {ballots, plural, =5 {five} other {#}} people have changed theirs; of fewer, only which topics come first is told. What came out before stays told until then.',

  'secret.reopen.collect':
    '*Open collecting again.* Cards that can be read already stay readable. What is added then only its author sees until collecting is over again, and you do not either.',
  'secret.reopen.vote':
    '*Open voting again.* Everybody can change their votes, and nobody sees how they stand until voting is over again, you neither. What came out so far has been told, and stays so until then.',

  'secret.see.sealed': 'The cards can be read when collecting is over.',
  'secret.see.notForYou':
    'The cards of this retrospective are for those who took part in it: it was chosen so at the start, or the channel was archived before its end.',
  'secret.page.forOthers': 'The cards are for those who took part, so they are not shown here.',
  'secret.topic.open':
    'Those who take part can read its cards. What you write in this thread is read by everybody in this channel.',
  'secret.topic.openToChannel':
    'Everybody in this channel can read its cards, and what you write in this thread.',

  'secret.end.cards': 'Those who take part can then read the cards, and no more can be added.',
  'secret.exposed.nobody': 'Nothing that people wrote or chose in confidence is shown by this.',
  'secret.exposed.few':
    '{count, plural, one {One person has written cards, and this shows them: hidden names hide nothing then.} other {# people have written cards, and this shows them: among so few hidden names hide little.}} Waiting for more answers protects their authors better.',
  'secret.exposed.cards':
    'This shows cards of {count, plural, one {one person} other {# people}}; names stay hidden.',
  'secret.exposed.named':
    'This shows cards of {count, plural, one {one person} other {# people}}, with the names beside them.',
  'secret.exposed.order':
    '{count, plural, one {One ballot makes a difference here: which topics come first then shows what that person chose.} other {# ballots make a difference here, and no counts are told of so few: but which topics come first hints at what those people chose.}} Waiting for more votes protects them better.',
  'secret.exposed.counts':
    'This tells how {count, plural, one {one person has} other {# people have}} voted together; who voted for what is not told.',
  'secret.exposed.channel':
    'Everybody in this channel can then read the cards of {count, plural, one {one person} other {# people}}.',

  'secret.cancel.sealed': 'Cards that are being collected stay with their authors.',
  'secret.cancel.added':
    'What is being added stays with its authors; cards that can be read already stay readable for those who take part.',
  'secret.cancel.open': 'Cards that can be read already stay readable for those who take part.',

  'secret.rating':
    'Who said what is never shown; the mean of all answers is, once, if there are at least {answers, plural, =5 {five} other {#}}.',
  'secret.lessonUse': 'Who said what is shown to nobody.',
  'secret.lessonUse.mine': 'It is shown to nobody.',

  'secret.start.few':
    'With fewer than {few, plural, =4 {four} other {#}} people, hidden names hide little: one knows each other’s voice.',
  'secret.start.names':
    'Hidden: shown to nobody, kept only so that authors can change their cards, and erased {days, number} days after the end. With fewer than {few, plural, =4 {four} other {#}} people, hidden names hide little.',
  'secret.start.facilitator':
    'Closes the phases, and sees no card earlier than the others. Best a peer who was not leading.',
} as const;

export type SecretKey = keyof typeof secrecyEn;
