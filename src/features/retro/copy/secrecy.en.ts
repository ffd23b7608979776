/** Every sentence about who sees what, and who does not. Each is a promise: `promises.ts` alone says them, from what is stored. */
export const secrecyEn = {
  'secret.help': 'Everybody writes cards that nobody else sees until collecting is over.',

  'secret.cards.sealed': 'Until then everybody sees only their own cards, the facilitator too.',
  'secret.cards.added':
    'Until then, only the author sees what is added now; the facilitator does not see it either. Those who take part can read the earlier cards.',
  'secret.cards.open': 'Those who take part can read the cards.',
  'secret.cards.openToChannel': 'Everybody in this channel can read the cards.',
  'secret.cards.stay': 'Cards that were still being collected stay with their authors.',
  'secret.cards.stayAdded':
    'What was added last stays with its authors. Those who take part can still read the other cards.',

  'secret.own.sealed': 'Nobody else sees your cards before collecting is over, not even the facilitator.',
  'secret.own.added':
    'Nobody else sees what you add now until collecting is over again, not even the facilitator. Others can already read what you wrote before, so you can delete it, but not change it.',
  'secret.own.draft':
    'What you type is kept as a draft, for your eyes alone, even if you close this. It counts once you save it.',
  'secret.own.deleted': 'It will be gone for everybody, and cannot be brought back.',
  'secret.own.deletedAtOnce':
    'Others can read it, so they can also see that it is gone, and when. It cannot be brought back.',

  'secret.names.hidden': 'Names are hidden.',
  'secret.names.few':
    'Names are hidden, but fewer than {few, plural, =4 {four} other {#}} people can answer at the moment, and among so few that hides little.',
  'secret.names.shown': 'Names are shown beside the cards.',
  'secret.mine.hidden':
    'Names are hidden: shown to nobody, and who wrote what is erased {days, number} days after the end.',
  'secret.mine.few':
    'Names are hidden, but fewer than {few, plural, =4 {four} other {#}} people can answer at the moment. Among so few that hides little: anyone who reads your cards can guess that they are yours.',
  'secret.mine.early':
    'Names are hidden. But if collecting ended right after your answer, fewer than {few, plural, =4 {four} other {#}} people would have answered, and among so few that hides little.',
  'secret.mine.shown': 'Your name will be shown beside your cards.',

  'secret.reach.participants': 'The cards are for those who take part.',
  'secret.reach.channel': 'The cards are for those who take part, and after the end for this channel.',

  'secret.votes.first':
    'Who voted for what is never shown. When voting is over, the votes for each topic are shown if at least {ballots, plural, =5 {five} other {#}} people have voted; otherwise only which topics come first.',
  'secret.votes.again':
    'Who voted for what is never shown. When voting is over again, the new counts are shown only if at least {ballots, plural, =5 {five} other {#}} people have changed their votes; otherwise only which topics come first. Until then, the earlier result stays.',

  'secret.reopen.collect':
    '*Open collecting again.* Cards that can already be read stay readable. Only the author sees what is added then, until collecting is over again; you do not see it either.',
  'secret.reopen.vote':
    '*Open voting again.* Everybody can change their votes, and nobody sees how they stand until voting is over again, not even you. Until then, the result so far stays.',

  'secret.see.sealed': 'The cards can be read when collecting is over.',
  'secret.see.notForYou':
    'The cards of this retrospective are for those who took part in it: it was chosen so at the start, or the channel was archived before its end.',
  'secret.page.forOthers': 'The cards are for those who took part, so they are not shown here.',
  'secret.topic.open':
    'Those who take part can read its cards. What you write in this thread is read by everybody in this channel.',
  'secret.topic.openToChannel':
    'Everybody in this channel can read its cards, and what you write in this thread.',

  'secret.end.cards': 'Those who take part can then read the cards, and no more can be added.',
  'secret.exposed.nobody': 'This shows nothing that people wrote or chose in confidence.',
  'secret.exposed.few':
    '{count, plural, one {This shows the cards of one person: hidden names then hide nothing.} other {This shows the cards of # people: among so few, hidden names hide little.}} Waiting for more answers protects them better.',
  'secret.exposed.cards':
    'This shows cards of {count, plural, one {one person} other {# people}}; names stay hidden.',
  'secret.exposed.named':
    'This shows cards of {count, plural, one {one person} other {# people}}, with the names beside them.',
  'secret.exposed.order':
    '{count, plural, one {Only one ballot makes a difference here: which topics come first then shows what that person chose.} other {Only # ballots make a difference here, too few to show counts, but which topics come first hints at what those people chose.}} Waiting for more votes protects them better.',
  'secret.exposed.counts':
    'This shows how {count, plural, one {one person} other {# people}} voted together, but not who voted for what.',
  'secret.exposed.channel':
    'Everybody in this channel can then read the cards of {count, plural, one {one person} other {# people}}.',

  'secret.cancel.sealed': 'Cards that are being collected stay with their authors.',
  'secret.cancel.added':
    'What is being added stays with its authors. Cards that can already be read stay readable for those who take part.',
  'secret.cancel.open': 'Cards that can already be read stay readable for those who take part.',

  'secret.rating':
    'Who said what is never shown. The average of all answers is, once, if there are at least {answers, plural, =5 {five} other {#}}.',
  'secret.lessonUse': 'Who said what is shown to nobody.',
  'secret.lessonUse.mine': 'It is shown to nobody.',

  'secret.start.few':
    'With fewer than {few, plural, =4 {four} other {#}} people, hidden names hide little: people know each other’s words.',
  'secret.start.names':
    'Hidden: shown to nobody, kept only so that authors can change their cards, and erased {days, number} days after the end. With fewer than {few, plural, =4 {four} other {#}} people, hidden names hide little.',
  'secret.start.facilitator':
    'Closes the phases, and sees no card earlier than the others. Ideally a peer who did not lead the work.',
} as const;

export type SecretKey = keyof typeof secrecyEn;
