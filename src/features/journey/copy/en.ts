/** Every sentence of journeys, in English. Asks what and how, not who and why; nobody is told who has not written. */
import { dataEn } from './data.en.ts';

export const en = {
  'practice.title': 'Learning journeys',
  'kept.entries': 'Entries of journeys, from the day they were published',
  'kept.drafts': 'Drafts of entries, from the last word typed',
  'kept.firsts': 'Who told first in a channel, from its end',
  'kept.choices': 'How somebody wanted to be asked, from the day they stopped',

  'command.summary':
    'tell what you are learning yourself, in the channels that you choose, and read what others tell',
  'command.usage': '[what you are learning] | write | see | rhythm | first | help',
  'command.guestUsage': '[what you are learning] | write | see | rhythm | help',
  'shortcut.name': 'Write in my journey',
  'shortcut.summary': 'Tell what you are learning',

  'help.what':
    'A journey is what somebody tells of their own learning: what they do not know, what they got wrong, what they try. Nothing is posted unless its author presses a button.',
  'help.mine': '`/journey` shows your own, and what you can do.',
  'help.write':
    '`/journey write` opens an entry, and `/journey I was wrong about …` begins one. You see it as it will be posted before you publish it.',
  'help.see': '`/journey see` shows somebody’s journey, as far as it is for you.',
  'help.rhythm': '`/journey rhythm` sets how often Lore asks you, or that it does not.',
  'help.first': '`/journey first` has a channel’s weekly question wait until you have told something there.',
  'help.invite': '`/journey invite` invites leaders, which admins can do.',
  'help.help': '`/journey help` shows this. Everything also works as `/lore journey`.',
  'help.guess': 'I do not know “{word}”. Did you mean `/journey {guess}`?',
  'help.unknown': 'I do not know “{word}”. To write an entry, send `/journey write`.',

  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',

  'question.unknown': 'What don’t I know, and who can help?',
  'question.feedback': 'Which feedback was hard to hear, and what do I do with it?',
  'question.mistake': 'Which mistake was brought to me, and what did I ask?',
  'question.practising': 'What am I reading or practising?',
  'question.own': 'Something else',

  'entry.from': '*From the learning journey of {person}*',
  'entry.answer':
    'Answers go in the thread. What helps: what you have seen yourself, or a question of what and how.',
  'entry.answerEdited':
    'Edited. Answers go in the thread. What helps: what you have seen yourself, or a question of what and how.',
  'entry.withdrawn': '{person} took this entry back.',
  'entry.journey': 'See their journey',
  'entry.edit': 'Edit',
  'entry.editLabel': 'Edit: {text}',
  'entry.withdraw': 'Take back',
  'entry.withdrawLabel': 'Take back: {text}',

  'form.title': 'A Journey Entry',
  'form.preview': 'Preview',
  'form.intro':
    'What you type is kept while you type, for your eyes only. Next you see it as it will be posted; nothing is posted before you publish it.',
  'form.draft': 'This is what you typed before. It is not published yet.',
  'form.discard': 'Discard what I typed',
  'form.question': 'What is it about?',
  'form.text': 'Your entry',
  'form.textHint': 'Up to {most, number} characters. Half a thought is enough. Leave names of others out.',
  'form.channels': 'In which channels?',
  'form.channelsHint': 'Those that you are in, and Lore too. Each reads it, and nobody else.',

  'preview.title': 'As It Will Be Posted',
  'preview.publish': 'Publish',
  'preview.intro': 'In your name, with a button to your journey beneath it:',
  'preview.public': '{channel} reads it. Anybody of the workspace can open this channel.',
  'preview.private': '{channel} reads it. It is private.',
  'preview.shared': '*{channel} is shared with another organisation. Its people read this too.*',
  'preview.change': 'Change it',

  'edit.title': 'Edit an Entry',
  'edit.intro':
    'Saved, its messages change where they stand, and say that it was edited. What you type is kept while you type, for your eyes only.',
  'withdraw.title': 'Take It Back?',
  'withdraw.submit': 'Take back',
  'withdraw.text':
    'Its text is erased. The messages then say only that you took it back. What others answered in the thread stays.',

  'mine.title': 'My Journey',
  'mine.intro':
    'What you tell of your own learning. Only what you publish is seen by others, in the channels that you choose.',
  'mine.none': 'You have not published anything yet. A few honest sentences are plenty.',
  'mine.write': 'Write',
  'mine.goOn': 'Go on writing',
  'mine.rhythm': 'How often I am asked',
  'mine.first': 'Go first in a channel',
  'mine.another': 'Somebody else’s journey',

  'theirs.title': 'A Journey',
  'theirs.intro': 'The journey of {person}: what was told in channels that you are in.',
  'theirs.none': 'There is nothing that you can see.',
  'told.when': 'Told on {day}:',
  'page.of': 'Page {page, number} of {pages, number}',
  'page.newer': 'Newer',
  'page.older': 'Older',

  'another.title': 'Whose Journey?',
  'another.submit': 'Show',
  'another.person': 'Person',
  'another.hint': 'You see what they told in channels that you are in.',

  'rhythm.title': 'How Often You Are Asked',
  'rhythm.intro':
    'Lore asks you one question in a direct message, in your working hours, never while you are away. After three that you leave it stops by itself. You can write without being asked.',
  'rhythm.label': 'Ask me',
  'rhythm.week': 'Every week',
  'rhythm.fortnight': 'Every two weeks',
  'rhythm.fourWeeks': 'Every four weeks',
  'rhythm.never': 'Not at all',
  'rhythm.line.week': 'You are asked every week, next on {next}.',
  'rhythm.line.fortnight': 'You are asked every two weeks, next on {next}.',
  'rhythm.line.fourWeeks': 'You are asked every four weeks, next on {next}.',
  'rhythm.noTime': 'You would be asked, but you have set no working time for the coming year.',
  'rhythm.notAsked': 'You are not asked. You can write at any time.',

  'ask.intro': 'For your learning journey, a question you asked me to bring you:',
  'ask.why':
    'You chose how often I ask. Nobody is told whether you write. What you write stays yours until you publish it.',
  'ask.last':
    'This is the third in a row that waits. If it stays so I stop asking, and nobody is told. “How often I am asked” turns it on again.',
  'ask.write': 'Write',
  'ask.stop': 'Stop asking',
  'ask.answered': 'You published an entry after this. Thank you.',
  'ask.stopped':
    'I ask you no more. `/journey rhythm` turns it on again, and `/journey write` is always there.',

  'invitation.intro': '{person} invites you to keep a learning journey.',
  'invitation.how':
    'When those who lead tell what they do not know and what they got wrong, others dare to as well. Lore asks you a question as often as you choose; you write, look at it, and publish it where you want, or not.',
  'invitation.why':
    'An admin of your workspace named you. Whether you accept is told to nobody, and this is the only invitation. To stop later: `/journey rhythm`.',
  'invitation.accept': 'Choose how often',
  'invitation.decline': 'No, thank you',
  'invitation.declined': 'You are not asked. If you change your mind: `/journey`.',
  'invitation.accepted': 'You chose how often you are asked. `/journey` shows it, and changes it.',

  'named.label': 'Leaders who are invited to keep a journey',
  'named.hint':
    'Each member of this user group gets one direct message, within the limit on messages, and chooses how often to be asked, or not at all. Nothing is ever posted in their name. People who leave the group are no longer invited; a journey they keep stays theirs.',
  'named.intro': '{person} asked me to invite everybody in {group} to keep a learning journey.',
  'named.byNobody': 'Everybody in {group} is invited to keep a learning journey.',
  'named.over': 'You were invited to keep a learning journey.',
  'named.why':
    'You are in a user group that an admin of your workspace named. Whether you accept is told to nobody, and this is the only invitation. To stop later: `/journey rhythm`.',

  'invite.title': 'Invite Leaders',
  'invite.submit': 'Invite',
  'invite.intro':
    'Each gets one direct message that says that you invite them, and chooses how often to be asked, or not at all. Neither you nor anybody else is told what they choose.',
  'invite.people': 'Whom?',
  'invite.hint': 'Up to 20 members of the workspace. People who keep a journey already get no message.',
  'invite.done':
    '{count, plural, one {One person is} other {# people are}} invited, each once, in their own working hours.',

  'first.title': 'Go First',
  'first.submit': 'Go first',
  'first.intro':
    'The channel’s weekly question then waits until you have published an entry there, two weeks at the most. The channel is told, and anybody in it can end the waiting.',
  'first.channel': 'In which channel?',
  'first.hint': 'One that you are in, and Lore too.',
  'first.waiting':
    '{person} wants to tell first, here, what they are learning. Until then nobody else is asked to share, at the longest until {until}.',
  'first.dontWait': 'Don’t wait',
  'first.told': '{person} has told first. The weekly question comes again.',
  'first.over': 'The weekly question waits for {person} no more. It comes again.',
  'first.ended': '{by} ended the waiting for {person}. The weekly question comes again.',
  'first.endedNow':
    'The weekly question comes again. The message in the channel says that you ended the waiting.',

  'home.title': 'My Learning Journey',
  'home.none': 'You have published nothing yet.',
  'home.entries': '{count, plural, one {One entry} other {# entries}}, the last on {day}.',
  'home.draft': 'A draft from {day} waits, for your eyes only.',
  'home.all': 'See my journey',

  'digest.line': 'From the journey of {person}: {text}',
  'digest.reason': 'Told here this week, by somebody who learns in the open.',

  'title.entry': 'an entry of your journey',
  'title.ask': 'a question for your journey',
  'title.plan': 'the plan of your next question',
  'title.invitation': 'an invitation to keep a journey',
  'title.first': 'the message that you want to tell first',

  'refused.empty':
    'There is nothing to publish yet. For example: “I did not know how our billing works, and asked Noor.”',
  'refused.noWord': 'Say it in a few words: emoji and signs alone cannot be answered.',
  'refused.long':
    'This has {length, number} characters; an entry has at most {most, number}. Split it in two, or leave something out.',
  'refused.tooMuch':
    'This makes an entry of {length, number} characters; {most, number} fit. `/journey write` opens the form. I have not kept what you typed just now:',
  'refused.none': 'Choose at least one channel, for example the one of your team.',
  'refused.noChannel':
    'One of these channels I do not know as one of yours. Choose channels that you are in; if I am not there yet, send `/invite @Lore` there first.',
  'refused.direct': 'An entry goes to a channel, not to a direct message.',
  'refused.archived': '#{channel} is archived: nothing can be posted there. Take it out.',
  'refused.withoutLore': 'I am not in #{channel} yet. Send `/invite @Lore` there, or take it out.',
  'refused.notNow': 'Nothing was published. {why}',
  'refused.gone':
    'This draft is not there any more: it was published, discarded, or is too old. `/journey` shows what you published.',
  'refused.notYours': 'This entry is not yours, or you took it back already. `/journey` shows your own.',
  'refused.guest':
    'Guests cannot have a channel wait. You can still publish entries there: `/journey write`.',
  'refused.already': '#{channel} is waiting for you already. `/journey write` opens your entry.',
  'refused.again':
    '#{channel} has waited for you already in the last two weeks. You can publish there at any time: `/journey write`.',
  'refused.firstOver': 'Nobody is waiting any more.',
  'refused.notAdmin':
    'Only admins of the workspace invite. Anybody may keep a journey: `/journey` shows yours.',
  'refused.nobody': 'Choose at least one person.',
  'refused.many': 'Invite at most {most, number} people at a time.',
  'refused.notMembers': 'Only members of this workspace can be invited: no guests, no apps, nobody who left.',
  ...dataEn,
} as const;

export type JourneyKey = keyof typeof en;
