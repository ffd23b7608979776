/** Every sentence of "What I learned", in English. Nobody is told who has not shared; nothing is counted by person. */
import { dataEn } from './data.en.ts';

export const en = {
  ...dataEn,
  'command.summary': 'share something you learned with this channel, or with the workspace',
  'command.usage': '[what you learned] | help',
  'shortcut.name': 'Save as share',
  'shortcut.summary': 'Keep a message as something learned',

  'ritual.title': 'Weekly shares',
  'ritual.what':
    'Once a week I ask what people learned, each time in other words. Who likes shares a line or two.',

  'help.what':
    '`/learned` opens a short form: what you learned, and when others could use it. `/learned Dry runs save nights` fills in the first line.',
  'help.reach':
    'The form shows who will be able to see it before anything is saved. You can change it or take it back later, in the message or in App Home.',
  'help.shortcut':
    'Commands do not work in threads. There, open a message’s menu and choose “Save as share”. Everything also works as `/lore learned`.',

  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  back: 'Page before',
  next: 'Next page',
  page: 'Page {page, number} of {pages, number}',

  'refused.noChannel':
    'I cannot see this conversation, so I cannot keep a share here. Go to a channel, write `/invite @Lore` there, and then `/learned`.',
  'refused.direct':
    'A message from a direct conversation stays there: I keep no link to it elsewhere. Write in a channel what you learned, with `/learned`.',
  'refused.archived': 'This channel is archived. Share it in a channel where people still are: `/learned`.',
  'refused.withoutLore':
    'I am not in this channel yet. Write `/invite @Lore` here, and then `/learned` again.',
  'refused.yours': 'Nothing is lost. This is what you typed:',
  'refused.long':
    'This has {length, number} characters, and a share has at most {most, number}. What is the one thing others should know? Nothing is saved yet.',
  'refused.gone': 'This share was taken back, or you cannot see it any more.',
  'refused.notYours': 'Only the author can change this share or take it back.',
  'refused.ownUse':
    'This share is yours. These buttons are for those who read it; when one of them uses it, I tell you.',
  'refused.promptGone': 'This prompt is not there any more. You can share at any time with `/learned`.',
  'refused.decided': 'This was decided already. `/lore settings` in the channel changes it.',
  'refused.not_here':
    'You or I are not in that channel any more, or its weekly prompt was never set up. `/lore settings` in the channel shows how things are.',
  'refused.guest':
    'Members of the workspace decide how often I ask. A member of the channel can change it with `/lore settings`.',
  'refused.locked':
    'An admin keeps the settings of this channel. Ask one of them to change it with `/lore settings`.',
  'refused.notTheirs': 'Only the author of the linked message can decide about it.',
  'refused.notThere':
    'You are not in that channel any more, so none of your words stand there. “Take the link out” still works.',

  'field.empty': 'Write what you learned, for example: A dry run with the real data saves a night',
  'field.noWord':
    'Add a word or two, so that others can find it again. For example: Demo went well 🎉 because we rehearsed twice',
  'field.whatLong':
    'This has {length, number} characters; {most, number} fit. What is the one thing others should know?',
  'field.whenLong':
    'This has {length, number} characters; {most, number} fit. For example: When we move a shop to a new server',
  'field.notALink': 'This is not a web address. For example: https://example.com/guide',
  'field.linkUnseen':
    'This link leads to a conversation that I do not see you in, so I cannot tell who may know about it. Leave it out, or link to a channel that we are both in.',
  'field.topicLong': 'A topic has at most {most, number} characters. For example: testing, databases',
  'field.manyTopics':
    'At most {most, number} topics, with commas between them. For example: testing, databases',
  'field.wordsEmpty': 'Put the words here that may be kept, for example the one sentence that helps others',
  'field.wordsLong':
    'This has {length, number} characters; {most, number} fit. Which sentence helps others most?',
  'field.howLong': 'This has {length, number} characters; {most, number} fit. One line is enough.',

  'form.title': 'What I Learned',
  'form.editTitle': 'Change This Share',
  'form.share': 'Share',
  'form.what': 'What did you learn?',
  'form.whatExample': 'A dry run with the real data saves a night',
  'form.useWhen': 'Use this when',
  'form.useWhenExample': 'Before a move to a new server',
  'form.link': 'Link',
  'form.linkExample': 'https://example.com/guide',
  'form.topics': 'Topics',
  'form.topicsHint': 'With commas between them',
  'form.topicsExample': 'testing, databases',
  'form.reach': 'Who can see it?',
  'form.reachHint': 'Others may meet it in a digest or find it later',
  'reach.conversation': 'People in this channel',
  'reach.workspace': 'Every full member of the workspace',
  'form.goesThread': 'I post it in {channel}, in the thread of the weekly question, with your name.',
  'form.goesChannel': 'I post it in {channel}, with your name.',
  'form.onlyHere': 'Only people in {channel} can see it.',
  'form.stays.conversation': 'Only people in the channel where you shared it can see it, as before.',
  'form.stays.workspace': 'Every full member of the workspace can see it, as before.',
  'ask.here': 'Only people in this channel',
  'ask.more': 'Let me choose more people',
  'form.widerMeans':
    'If you choose the workspace, others may read your words outside {channel}. The channel’s name is not told.',
  'where.how':
    'A share needs readers, and I know of none in a direct message. Which channel is it for? Next you see who will be able to see it; nothing is shared yet.',
  'where.channel': 'Channel',
  'where.next': 'Go on',
  'where.unseen':
    'I am not in this channel, or you are not. Choose one that we are both in, or write /invite @Lore there first.',
  'where.archived': 'This channel is archived. Choose one where people still are.',
  'form.keeps':
    'What you type is kept while you type, for your eyes alone, also when you close this; it goes after two weeks.',
  'form.draft': 'What you had typed stands below, and is not saved yet.',
  'form.discard': 'Discard what I typed',
  'form.linkedUnasked':
    'It links to a message whose words I do not copy. Say in your own words what you learned. Its author is not in this workspace (any more), so I cannot ask for their words.',
  'form.linked':
    'It links to a message of {person}, whose words I do not copy. Say in your own words what you learned. I ask {person} whether some of theirs may stand beside yours; they can also take the link out.',
  'form.long': 'What you typed has {length, number} characters; {most, number} fit.',

  'prompt.header': 'What did we learn?',
  'prompt.0': 'What surprised you this week?',
  'prompt.1': 'What would you tell yourself last Monday?',
  'prompt.2': 'What did you stop believing?',
  'prompt.3': 'What took longer than you thought, and what would make it shorter next time?',
  'prompt.4': 'What did somebody show you that others could use too?',
  'prompt.5': 'What went well, and what made it go well?',
  'prompt.6': 'Which question did you ask that moved something?',
  'prompt.7': 'What did you try for the first time, and what did it teach you?',
  'prompt.how':
    'A line or two is plenty. Replies here are only talk; “Save as share” in a message’s menu keeps one.',
  'prompt.count': '{count, plural, one {One share so far.} other {# shares so far.}}',
  'prompt.owner': 'Looked after by {owner}. `/lore settings` changes or ends it.',
  'prompt.nobody': '`/lore settings` changes or ends it.',
  'prompt.answer': 'Share what you learned',

  'share.line': '{author} learned: {what}',
  'share.recall': 'Does this still hold? {author} learned: {what}',
  'share.useWhen': 'Use this when:',
  'share.useWhenLine': 'Use this when: {useWhen}',
  'share.topics': 'Topics: {topics}',
  'share.linked': 'Links to a message of {person}',
  'share.quote': '{person} wrote: “{words}”',
  'share.edited': 'changed',
  'share.reach.conversation': 'For people in this channel',
  'share.reach.workspace': 'For every full member of the workspace',
  'share.used': '{count, plural, one {One person used it} other {# people used it}}',
  'share.useful': '{count, plural, one {One finds it useful} other {# find it useful}}',
  'share.use': 'Used it',
  'share.findUseful': 'Useful',
  'share.change': 'Change',
  'share.takeBack': 'Take back',
  'share.gone': 'This share was taken back, or is not for everybody here any more.',
  'share.somebody': 'Somebody',
  'use.line': '{person} used it: {how}',
  'use.bare': '{person} used it.',

  'use.title': 'Used It',
  'use.how': 'How did you use it?',
  'use.howExample': 'We rehearsed the move on Tuesday',
  'use.means':
    'One line is enough, or none. Everybody who can read the share can read it, with your name; {author} is told.',

  'back.title': 'Take It Back',
  'back.means': 'The words go from the message, from App Home and from digests, for good.',
  'back.submit': 'Take back',

  'home.title': 'What You Shared',
  'home.all': 'All {count, number} shares',
  'home.none': 'You have not shared anything yet. `/learned` in a channel shares something.',
  'home.asked': 'May Your Words Be Kept?',
  'home.askedLine':
    '{person} linked to a message of yours in {channel}. May some of your words stand beside what they learned?',
  'home.line': '{what} · {channel}',

  'thanks.intro': 'Your share helped somebody: “{what}”',
  'thanks.why': 'I write this once for each share; what comes after stands in App Home.',
  'thanks.gone': 'This share was taken back.',

  'quiet.ask':
    'In {channel}, the last three weekly questions had no answer, so this week I asked nothing. That is fine; weeks are full. How shall we go on?',
  'quiet.why':
    'You look after the weekly shares there. If you choose nothing by the next time, I pause them for four weeks.',
  'quiet.rarer.fortnight': 'Every two weeks',
  'quiet.rarer.month': 'Once a month',
  'quiet.pause': 'Pause four weeks',
  'quiet.end': 'End them',
  'quiet.rarer': '{by} chose: I ask less often in {channel}.',
  'quiet.paused': '{by} chose: I pause the weekly shares in {channel} for four weeks.',
  'quiet.pausedAlone': 'Nobody chose, so I paused the weekly shares in {channel} for four weeks.',
  'quiet.ended': '{by} chose: the weekly shares in {channel} are over. `/learned` works at any time.',
  'quiet.settings': '`/lore settings` in the channel changes it.',

  'source.asked':
    '{person} kept something learned in {channel} and linked to a message of yours. May some of your words stand beside it, for people in {channel}? I have not copied any.',
  'source.given':
    'You agreed: beside what {person} learned in {channel}, these words of yours stand, until you take them back or leave.',
  'source.declined':
    'You declined: none of your words stand beside what {person} learned in {channel}. It links to your message.',
  'source.share': 'What was learned: {what}',
  'source.give': 'Agree',
  'source.decline': 'Decline',
  'source.takeBack': 'Take my words back',
  'source.dropped': 'What {person} kept in {channel} does not link to your message any more.',
  'source.gone': 'What linked to your message is not there any more.',
  'source.drop': 'Take the link out',

  'words.title': 'Your Words',
  'words.submit': 'Keep them',
  'words.how':
    'I do not read messages. Open yours, copy what may be kept, and put it here: people in {channel} can read it beside the share, with your name.',
  'words.label': 'Your words',

  'digest.here': 'Learned in this channel this week',
  'digest.thread': 'In its thread',
  'digest.recalled':
    'Learned here, {day}. I ask again after 7, 30, 90 and 270 days, until somebody says that it is no longer true',
  'digest.elsewhere': 'Learned in {channel}, for the whole workspace',
  'digest.elsewhereUnnamed': 'Learned in another channel, for the whole workspace',
} as const;

export type LearnedKey = keyof typeof en;
