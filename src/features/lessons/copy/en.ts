/** Every sentence of lessons, in English. Nobody is told who has not answered, nor who said no. */
import { dataEn } from './data.en.ts';

export const en = {
  ...dataEn,
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  back: 'Page before',
  next: 'Next page',
  page: 'Page {page, number} of {pages, number}',

  'proposal.intro':
    'Lessons: what was voted for most could help other teams too. {writer} can write down {count, plural, one {one lesson} other {up to # lessons}} until {until}; those who wrote the cards decide whether one goes further than to those who saw them.',
  'proposal.nobody':
    'Lessons: what was voted for most could help other teams too. The facilitator is not here any more, so none is written down.',
  'proposal.written': 'Lessons from here, as far as they are for everybody in this channel:',
  'proposal.none': 'No lesson from here is for everybody in this channel.',
  'proposal.write': 'Write lessons',
  'proposal.more': 'Write another',

  'seeds.title': 'Lessons',
  'seeds.intro':
    'From “{called}”, what was voted for most. A lesson says what happened and when others can use it: what and how, not who. Those who wrote the cards are asked in private before it goes further than to those who saw them.',
  'seeds.number': 'Topic {number, number}',
  'seeds.write': 'Write this lesson',
  'seeds.done': 'A lesson was made of this.',
  'seeds.more': '{count, plural, one {And one more card.} other {And # more cards.}}',

  'form.title': 'A Lesson',
  'form.keeps':
    'What you type is kept while you type, for your eyes alone, also when you close this; it goes after two weeks.',
  'form.draft': 'What you had typed stands below, and is not saved yet.',
  'form.discard': 'Discard what I typed',
  'form.name': 'The lesson, in one line',
  'form.nameExample': 'Rehearse a move with the real data',
  'form.context': 'Context',
  'form.contextExample': 'Six people, a shop with a million orders, four weeks',
  'form.happened': 'What happened?',
  'form.happenedHint': 'What and how, not who. It begins with what the cards say; say it in your own words.',
  'form.useWhen': 'Use this when',
  'form.useWhenExample': 'Before a move to a new server',
  'form.topics': 'Topics',
  'form.topicsHint': 'With commas between them',
  'form.topicsExample': 'testing, databases',
  'form.reach': 'Who is it for?',
  'form.reachHint': 'Until those who wrote the cards agree, it is only for those who saw them',
  'form.onlyHere': 'It is for people in {channel}.',
  'form.widerMeans':
    'For the workspace, others may read it outside {channel}. The channel’s name is not told.',
  'form.asks.shown':
    'I ask those who wrote the cards, each in private, and their names stand with it if they agree. Until then, and if they do not, it is for those who saw the cards.',
  'form.asks.hidden':
    'I ask those who wrote the cards, each in private; nobody learns who or how many they are, you neither. If all agree it goes further at the end of a day, tomorrow at the earliest, also when you wrote the cards yourself. Until {until} they can decide; after that nobody knows any more who wrote what, and it stays with those who saw the cards.',
  'form.asksNobody':
    'For people in the channel nobody needs to be asked, since all of them can read the cards. For the workspace I ask those who wrote them.',
  'form.changed':
    'If it was for more people than those who saw the cards, others who wrote some are asked again about the new words.',
  'ask.here': 'Only people in this channel',
  'ask.more': 'Let me choose more people',
  'reach.conversation': 'People in this channel',
  'reach.workspace': 'Every full member of the workspace',

  'field.empty.title': 'Say the lesson in one line, for example: Rehearse a move with the real data',
  'field.empty.happened':
    'Say what happened, for example: We moved without a rehearsal, and the import took nine hours instead of one',
  'field.empty.useWhen': 'Say when others can use it, for example: Before a move to a new server',
  'field.long': 'This has {length, number} characters; {most, number} fit.',
  'field.topicLong': 'A topic has at most {most, number} characters. For example: testing, databases',
  'field.manyTopics':
    'At most {most, number} topics, with commas between them. For example: testing, databases',

  'refused.gone': 'This lesson was taken out, or you cannot see it any more. You have nothing to do.',
  'refused.notWriter':
    'The facilitator writes the lessons down. Tell them in the thread what should be in one.',
  'refused.over':
    'Lessons can be made until two weeks after the end, while those who wrote the cards can be asked. What was learned can still be shared with `/learned`.',
  'refused.noChannel':
    'You or I are not in that channel any more, so nobody can say whom a lesson from there would reach. Come back to the channel, write `/invite @Lore`, and press the button again.',
  'refused.taken': 'A lesson was made of this already. You find it in the thread, or in App Home.',
  'refused.seedGone': 'These cards are not there any more, so no lesson can be made of them.',
  'refused.notYours':
    'Only those who wrote the cards of this lesson can decide about it. Its writer can change it until they have agreed.',
  'refused.otherWords':
    'The words were changed since you read them, so you have not agreed to anything. Read them as they are now, in App Home or in my message to you, and choose again.',
  'refused.tooLate':
    'The time to agree is over, so this lesson stays with those who saw the cards. That is fine; you have nothing to do.',
  'refused.yours': 'Nothing is lost. This is what you typed:',

  'lesson.useWhen': 'Use this when:',
  'lesson.useWhenLine': 'Use this when: {useWhen}',
  'lesson.topics': 'Topics: {topics}',
  'lesson.by': 'Learned by {people}',
  'lesson.from': 'From {channel}',
  'state.asked': 'For those who saw the cards; those who wrote them are asked whether it may go further',
  'state.here': 'For those who saw the cards, and it stays with them: that needs no reason',
  'state.kept.conversation': 'For people in this channel',
  'state.kept.workspace': 'For every full member of the workspace',

  'ask.intro':
    'From a retrospective in {channel} a lesson was written down, and a card of yours is in it. May others learn from it?',
  'ask.introBy':
    '{writer} wrote down a lesson from a retrospective in {channel}, and a card of yours is in it. May others learn from it?',
  'ask.for.conversation': 'If all who wrote its cards agree, it is for people in {channel}.',
  'ask.for.workspace': 'If all who wrote its cards agree, it is for every full member of the workspace.',
  'ask.shown': 'Your name stands with it then. You can take that back at any time, in App Home.',
  'ask.hidden':
    'Nobody learns that a card of yours is in it, whatever you choose. You can take that back until {until}; after that I do not know any more who wrote the cards.',
  'ask.until':
    'You can choose until {until}. If you choose nothing, it stays with those who saw the cards, and nobody learns why.',
  'ask.yes': 'I agree',
  'ask.keepHere': 'Only those who saw them',
  'ask.out': 'Do not keep it',
  'ask.change': 'Change the words',
  'ask.agreed':
    'You agreed. It goes further once all who wrote its cards did; in App Home you can take that back.',
  'ask.agreedHidden':
    'You agreed. If all who wrote its cards did, it goes further at the end of a day, so that nobody learns when you chose; in App Home you can take that back.',
  'ask.stays': 'It stays with those who saw the cards, as you chose. Nobody learns who chose that.',
  'ask.kept.conversation': 'All who wrote its cards agreed: it is for people in {channel}.',
  'ask.kept.workspace': 'All who wrote its cards agreed: it is for every full member of the workspace.',
  'ask.over':
    'The time to choose is over, so this lesson stays with those who saw the cards. Nothing more is asked of you.',
  'ask.gone': 'This lesson was taken out; no word of it is left. You have nothing to do.',

  'out.title': 'Take It Out',
  'out.means':
    'Its words go from the thread, from App Home, from digests and from wherever a team began with it, for good. The cards stay.',
  'out.submit': 'Take it out',

  'home.title': 'Lessons',
  'home.proposal':
    '“{called}” is over. What was voted for most could become {count, plural, one {one lesson} other {# lessons}}, which you can write down until {until}.',
  'home.moreAsked':
    '{count, plural, one {One more lesson waits for you} other {# more lessons wait for you}} under “Your lessons”.',
  'home.all': 'Your lessons ({count, number})',
  'list.title': 'Your Lessons',
  'list.none': 'There is no lesson in which a card of yours is, or that you wrote down.',
  'list.keepHere': 'Only those who saw the cards',
  'list.change': 'Change',
  'list.out': 'Take out',
  'list.review': 'Worth another look by {day}',
  'list.waits': 'It waits for your choice until {until}.',

  'use.used': 'Used it',
  'use.useful': 'Useful',
  'said.used': 'Noted: you used it. It is only counted, and shown to nobody; the same button takes it back.',
  'said.useful':
    'Noted: you find it useful. It is only counted, and shown to nobody; the same button takes it back.',
  'said.back': 'Taken back: it is not counted any more.',
  'refused.ownUse': 'A card of yours is in this lesson. These buttons are for those who read it.',

  'digest.elsewhere': 'A lesson from {channel}, for the whole workspace',
  'digest.elsewhereUnnamed': 'A lesson from another channel, for the whole workspace',
  'digest.recalled':
    'A lesson from here, {day}: does it still hold? I ask again after 7, 30, 90 and 270 days, until somebody says that it is no longer true',
} as const;

export type LessonsKey = keyof typeof en;
