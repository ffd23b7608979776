/** Every sentence of retrospectives, in English. Asks what and how, not who and why; nobody is told who has not answered. */
import { formatsEn } from './formats.en.ts';
import { phasesEn } from './phases.en.ts';
import { startEn } from './start.en.ts';
import { dataEn } from './data.en.ts';
import { groupEn } from './group.en.ts';
import { keptEn } from './kept.en.ts';
import { titlesEn } from './titles.en.ts';
import { planEn } from './plan.en.ts';
import { historyEn } from './history.en.ts';
import { discussEn } from './discuss.en.ts';
import { prepareEn } from './prepare.en.ts';
import { themesEn } from './themes.en.ts';
import { ratingEn } from './rating.en.ts';
import { followUpEn } from './follow-up.en.ts';
import { controlEn } from './control.en.ts';
import { secrecyEn, type SecretKey } from './secrecy.en.ts';

export const en = {
  'command.summary': 'look back together: collect cards, see them side by side, agree on up to three actions',
  'command.usage': '[what it is about] | plan [name] | history | numbers | actions | help',
  'command.guestSummary': 'take part where you are asked, and see the actions that are yours',
  'command.guestUsage': 'history | numbers | actions | help',

  'shortcut.name': 'Start a retrospective',
  'shortcut.summary': 'Look back together, in the channel of this message',

  'help.start':
    '`/retro` starts a retrospective in this channel. `/retro Website relaunch` names it at once.',
  'help.guest':
    'A member of the workspace starts a retrospective in a channel and can ask you to take part: the buttons of its message are for you then.',
  'help.plan':
    '`/retro plan Website relaunch` plans one ahead: Lore asks here before the project ends, while everybody is still there.',
  'help.path':
    'Then those who take part read the cards side by side, join what is alike, vote on what to talk about, and agree on up to three actions, each with an owner and a date.',
  'help.actions': '`/retro actions` shows the actions that are yours.',
  'help.help': '`/retro help` shows this. Everything also works as `/lore retro`.',
  'help.guess': 'I do not know “{word}”. Did you mean `/retro {guess}`?',
  'help.quoted': 'If the retrospective is about “{word}”, put it in quotes: `/retro "{word}"`.',
  'help.longName':
    'That name has {length, number} characters; a name has at most {most, number}. For example: `/retro Website relaunch`. Nothing was started.',

  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  back: 'Page before',
  next: 'Next page',
  page: 'Page {page, number} of {pages, number}',

  'refused.external':
    'Retrospectives are started by members of the workspace that Lore is installed in. Ask one of them to start it here: they can choose you as somebody who takes part.',
  'refused.guest':
    'Guests cannot start a retrospective. Ask a member of your team to start it in its channel: they can choose you as somebody who takes part.',
  'refused.noChannel':
    'I cannot see this conversation, so I cannot hold a retrospective here. Go to a channel, write `/invite @Lore` there, and then `/retro Website relaunch`.',
  'refused.direct':
    'A retrospective needs a team, and this is a direct message. Go to your team’s channel and write there: `/retro Website relaunch`.',
  'refused.archived':
    'This channel is archived. Start the retrospective in a channel where the people still are: `/retro Website relaunch`.',
  'refused.withoutLore':
    'I am not in this channel yet. Write `/invite @Lore` here, and then `/retro Website relaunch` again.',

  'refused.collectingOver':
    'Collecting is over, so no cards can be added or changed any more. Bring it up in the message’s thread instead.',
  'refused.notYet':
    'This is not possible yet: the message shows where the retrospective is, and this comes later.',
  'refused.alreadyEnded': 'This phase has ended already. The message shows where the retrospective is now.',
  'refused.closed':
    'This retrospective is closed. You can go on in the message’s thread, or start a new one with `/retro`.',
  'refused.cancelled': 'This retrospective was cancelled. You can start a new one with `/retro`.',
  'refused.unreachable':
    'The channel is archived, or Lore is no longer in it, so this retrospective rests. A member can bring Lore back with `/invite @Lore`.',
  'refused.notParticipant':
    'This retrospective is for the people who were chosen when it started and are still in the channel. If you would like to join the next one, tell the facilitator.',
  'refused.notFacilitator': 'Only the facilitator can do this. The message says who that is.',
  'refused.facilitatorIsThere':
    'Somebody facilitates this retrospective. If they do not act for a day, or leave, you can take over.',
  'refused.isFacilitator': 'You facilitate this retrospective already.',
  'refused.guestFacilitates':
    'Retrospectives are facilitated by members of the workspace. Ask one of those who take part to take over.',
  'refused.threeActions':
    'There are three actions already, and more are rarely done. Which one should go? Its proposer or the facilitator can drop it; what you typed stays here.',
  'refused.ownerOutside': 'Choose one person who takes part in this retrospective, for example yourself.',
  'refused.dueWrong': 'Choose a date, for example {example}.',
  'refused.duePast': 'This day is over. Choose one from today on, for example {example}.',
  'refused.dueFar':
    'Choose a day within the next 30 days, for example {example}. What takes longer is better begun with a first step.',
  'refused.whatEmpty': 'Write what will be done, for example: Write a checklist for launches',
  'refused.whatLong':
    'This has {length, number} characters; {most, number} fit. For example: Write a checklist for launches',
  'refused.whenLong':
    'This has {length, number} characters; {most, number} fit. For example: When a launch is planned, then I open the checklist',
  'refused.noSuchAction': 'This action is done or dropped already.',
  'refused.notYourAction':
    'Only its owner decides on an action; its proposer and the facilitator can drop it too.',
  'refused.gone':
    'I cannot find this retrospective for you: it was erased, or you are not in its channel. You can start a new one with `/retro`.',
  'refused.cardGone':
    'This card can no longer be changed: it was deleted, or the link to its author is erased.',

  'refused.cardRead':
    'You wrote this card before collecting was opened again, so it can no longer be changed. You can delete it and add another one.',

  'main.title': 'Retrospective: {about}',
  'main.facilitates': '{facilitator} facilitates.',
  'main.nobodyFacilitates':
    'Nobody facilitates at the moment: anybody who takes part can take over in the menu.',
  'main.collect': 'Write down what comes to mind, one card a line, until {until}.',
  'main.asked': '{count, plural, =0 {Nobody of those asked is here any more.} other {Asked: {people}.}}',
  'main.askedMany': '{count, number} people in this channel are asked.',
  'main.looksBack': 'Looks back from {date}.',
  'main.answered': '{answered, number} of {asked, number} have answered. It goes on at once when all have.',
  'main.actions':
    'Read the cards, and agree on up to three actions until {until}: what, one owner, a date within 30 days.',
  'main.noActions': 'No action yet.',
  'main.closedBy': 'Closed by {by} on {at}.',
  'main.closed': 'Closed on {at}.',
  'because.time': 'Its time was up.',
  'because.everybody': 'Everybody has answered.',
  'because.archived': 'The channel was archived.',
  'over.by': 'Collecting is over: {by} closed it.',
  'over.time': 'Collecting is over: its time was up.',
  'over.everybody': 'Collecting is over: everybody has answered.',
  over: 'Collecting is over.',
  'main.answeredEnd': '{answered, number} of {asked, number} answered.',
  'main.moreActions': '{count, plural, one {And one more.} other {And # more.}}',
  'main.agreed': '{count, plural, one {One action was agreed.} other {# actions were agreed.}}',
  'main.noneAgreed': 'No action was agreed.',
  'main.cancelledBy': 'Cancelled by {by} on {at}.',
  'main.cancelled': 'Cancelled on {at}.',
  'main.add': 'Add cards',
  'main.nothing': 'Nothing to add',
  'main.see': 'See the cards',
  'main.propose': 'Propose an action',
  'manage.endCollect': 'Close collecting (facilitator)',
  'manage.endActions': 'Close the retrospective (facilitator)',
  'manage.drop': 'Drop an action',
  'manage.cancel': 'Cancel the retrospective (facilitator)',
  'manage.takeOver': 'Take over as facilitator',

  'thread.actions': 'Until {until}: agree on up to three actions.',
  'thread.closed': 'The retrospective is closed. The summary is in the message above.',
  'thread.empty': 'Collecting is over, and nobody had anything to add. The retrospective is closed.',
  'thread.cancelled': 'The retrospective was cancelled.',
  'thread.takenOver': '{facilitator} facilitates from now on.',

  'aside.name': 'The retrospective “{about}” in {channel} goes on.',
  'aside.collect': 'Cards are collected until {until}.',
  'aside.closed': 'It is closed.',
  'aside.why':
    'More people read the channel now than when it began, so nothing more of it is shown there: its message stands still, and its buttons still work for those who were asked.',

  'reminder.text':
    'The retrospective “{about}” in {channel} collects cards until {until}, and you were asked to take part. “Nothing to add” is an answer too.',
  'reminder.stop':
    'This is the only reminder of this phase. When Lore may write to you is yours to choose in App Home.',

  'action.due': 'until {date}',
  'action.nobody': 'nobody yet',
  'action.line': '{what}: {owner}, until {due}.',
  'action.lineNobody': '{what}: nobody yet, until {due}.',

  'cards.title': 'Your Cards',
  'cards.intro': 'One card a line.',
  'cards.draft': 'What you had typed stands below, and is not saved yet.',
  'cards.discard': 'Discard what I typed',
  'cards.more':
    'You have {count, plural, one {one card} other {# cards}} here already. What you write now comes on top.',
  'cards.shown': 'Your cards stand below. Change or remove a line, and saving makes it so.',
  'cards.last': 'Everybody else has answered: saving your cards ends collecting.',
  'cards.own': 'My cards',
  'cards.empty':
    'Write at least one card, for example: The checklist saved us an hour. If you have nothing to add, close this and choose “Nothing to add”.',
  'cards.long':
    'One line has {length, number} characters; a card has at most {most, number}. Make two lines of it.',
  'cards.many':
    'That would be {count, number} cards; one person can write {most, number}. Keep the ones that matter most.',
  'cards.nothingNoted': 'Noted: nothing to add. You can still add cards until {until}.',
  'cards.nothingLast': 'Noted: nothing to add. Everybody has answered, so collecting is over.',
  'cards.haveCards': 'You have cards here already, so you have answered. “Add cards” shows them.',

  'own.title': 'My Cards',
  'own.none': 'You have no cards here.',
  'own.edit': 'Change',
  'own.delete': 'Delete',
  'own.deleteLabel': 'Delete the card: {text}',
  'own.editLabel': 'Change the card: {text}',
  'own.deleteTitle': 'Delete This Card?',
  'own.deleteNo': 'Keep',
  'edit.title': 'Change a Card',
  'edit.label': 'Your card',
  'edit.lines': 'A card is one line. Put them into one, or add more with “Add cards”.',
  'edit.empty':
    'Write the card, for example: The checklist saved us an hour. To remove it, close this and choose “Delete”.',

  'see.title': 'The Cards',
  'see.column': '*{label}*',
  'see.none': 'No cards were written.',

  'propose.title': 'Propose an Action',
  'propose.submit': 'Propose',
  'propose.intro': 'Everybody in {channel} sees the actions. Three are the most, since more are rarely done.',
  'propose.what': 'What will be done?',
  'propose.whatExample': 'Write a checklist for launches',
  'propose.owner': 'Who sees to it?',
  'propose.ownerHint': 'One person who takes part.',
  'propose.due': 'Until when?',
  'propose.dueHint': 'Within 30 days.',
  'propose.whenThen': 'When X, then I will Y',
  'propose.whenThenHint':
    'A plan of this form is carried out more often. For example: When a launch is planned, then I open the checklist.',

  'drop.title': 'Actions',
  'drop.which':
    'There are three actions, and more are rarely done. Which one should go, so that another can come?',
  'drop.how': 'Its proposer and the facilitator can drop an action.',
  'drop.none': 'There is no action open.',
  'drop.allDone':
    'Three actions were agreed here and are done already: well done. What else there is fits into the next retrospective, or into the message’s thread.',
  'drop.button': 'Drop',
  'drop.label': 'Drop the action: {what}',

  'confirm.endCollectTitle': 'Close Collecting?',
  'confirm.endCollect':
    '{answered, plural, =0 {None of {asked, number} has answered: this closes the whole retrospective.} other {{answered, number} of {asked, number} have answered.}}',
  'confirm.endActionsTitle': 'Close It?',
  'confirm.endActions':
    '{count, plural, =0 {No action is agreed so far.} one {One action is agreed.} other {# actions are agreed.}} The summary goes to the channel, and no more actions can be added.',
  'confirm.cancelTitle': 'Cancel It?',
  'confirm.cancel': 'Nothing more can be added.',
  'confirm.yesEnd': 'Close it',
  'confirm.yesCancel': 'Cancel it',
  'confirm.no': 'Go back',

  'home.title': 'Retrospectives',
  'home.collect':
    '{about} in {channel}: cards until {until}. {mine, plural, =0 {You have not answered yet.} other {You have answered.}}',
  'home.act': '{about} in {channel}: agree on actions until {until}.',
  'home.actions': 'My actions',
  'home.action': '{what} (until {due}, {channel})',
  'home.done': 'Done',
  'home.doneLabel': 'Done: {what}',
  'home.allActions': 'All my actions ({count, number})',
  'home.allRetros': 'All my retrospectives ({count, number})',

  'list.actions': 'My Actions',
  'list.retros': 'My Retrospectives',
  'list.noActions':
    'No open action is yours. Actions come out of a retrospective: `/retro Website relaunch` starts one.',
  'list.noRetros': 'No retrospective is open for you.',

  ...startEn,
  ...phasesEn,
  ...groupEn,
  ...formatsEn,
  ...dataEn,
  ...keptEn,
  ...titlesEn,
  ...planEn,
  ...historyEn,
  ...controlEn,
  ...followUpEn,
  ...prepareEn,
  ...ratingEn,
  ...themesEn,
  ...discussEn,
  ...secrecyEn,
} as const;

/** What the code may say as it likes; sentences about who sees what are for `promises.ts` alone. */
export type RetroKey = Exclude<keyof typeof en, SecretKey>;
