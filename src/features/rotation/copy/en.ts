/** Every sentence of the presenter rotation, in English. Nobody is told how often anybody presented, or was away. */
import { dataEn } from './data.en.ts';

export const en = {
  ...dataEn,
  'meeting.title': 'Team meeting',
  'meeting.what': 'When your team meets. I post nothing then; presenters and agendas go by it.',
  'presenter.title': 'Presenter rotation',
  'presenter.what':
    'Seven days before your team meets I ask one person to present, each in turn, and say so in the channel. They can swap or wait.',
  'agenda.title': 'Meeting agenda',
  'agenda.what':
    'An hour before your team meets I say who presents, and list what was shared since the last time.',

  cancel: 'Cancel',
  somebody: 'Somebody',

  'slot.title': 'Who Presents Next',
  'slot.one': '{presenter} presents on {at}.',
  'slot.two': '{presenter} and {second} present on {at}.',
  'slot.asked': '{presenter} can accept, swap or wait for a later time. I have asked.',
  'slot.nobody':
    'Nobody presents on {at} yet. Would you like to? Ten minutes about something you learned are plenty.',
  'slot.fellOut': 'The meeting of {at} does not take place. The person whose turn it was presents next time.',
  'slot.how':
    'It goes by turn: next is the person who presented least often for the weeks they were here. Days off and absences count for nobody. App Home lets you step out.',
  'slot.owner': 'Looked after by {owner}. `/lore settings` changes or ends it.',
  'slot.nobodyLooks': '`/lore settings` changes or ends it.',
  'slot.present': 'I’ll present',
  'slot.presentToo': 'I’ll present too',

  'ask.question': 'It is your turn to present in {channel} on {at}. Does that suit you?',
  'ask.accepted': 'You present in {channel} on {at}. Thank you!',
  'ask.why':
    'Ten minutes about something you learned are plenty; no slides needed. “Later” counts against nobody: you are asked another time. App Home lets you step out.',
  'ask.passed': 'You do not present in {channel} on {at} any more; somebody else does, or is asked.',
  'ask.over': 'The meeting in {channel} of {at} is over.',
  'ask.fellOut': 'The meeting in {channel} of {at} does not take place. If you can, you present next time.',
  'ask.gone': 'This is not there any more.',
  'ask.accept': 'Accept',
  'ask.swap': 'Swap with …',
  'ask.later': 'Later',
  'ask.swap.asked': 'I have asked {person} to present in your place. Until they agree, it stays with you.',
  'ask.swap.no': '{person} cannot this time. You can ask somebody else.',

  'swap.title': 'Swap With',
  'swap.with': 'Who could present in your place?',
  'swap.means': 'I ask them. Until they agree, it stays with you. They must be in {channel}.',
  'swap.submit': 'Ask',
  'swap.question':
    '{presenter} asks whether you present in {channel} on {at} in their place. Their turn comes later, then.',
  'swap.why': 'No is fine: it stays with them, and counts against nobody.',
  'swap.agree': 'I’ll present',
  'swap.decline': 'Not this time',
  'swap.taken': 'You present in {channel} on {at}. Thank you! App Home has buttons to swap or wait.',
  'swap.declined': 'You said no; {presenter} knows. That is fine.',
  'swap.settled': 'Who presents in {channel} on {at} is settled. There is nothing for you to do.',
  'swap.over': 'The meeting in {channel} of {at} is over, or fell out.',

  'refused.gone': 'This meeting is over, or you are not in its channel any more.',
  'refused.notYours': 'It is somebody else’s turn now.',
  'refused.notAsked': 'This is settled: nobody asks you to swap any more.',
  'refused.external': 'People of another organisation are guests here, so I do not put them on the rotation.',
  'refused.already': 'This person presents already.',
  'refused.full': 'Two people present already. There is a next time.',
  'refused.noPerson': 'Choose somebody of the channel.',
  'refused.yourself': 'That is you. Choose somebody else of the channel.',
  'refused.notHere': 'This person is not in the channel, or cannot present there. Choose somebody who is.',
  'refused.optedOut': 'This person does not present at the moment. Choose somebody else.',

  'agenda.header': 'Agenda',
  'agenda.shared': 'Shared since you met last:',
  'agenda.empty': 'Nothing was shared since you met last. What went differently than you expected?',
  'agenda.how': 'You meet in an hour. `/lore settings` changes or ends this.',
  'agenda.howOwner': 'You meet in an hour. Looked after by {owner}; `/lore settings` changes or ends this.',

  'home.title': 'Presenting',
  'home.second': 'You present too in {channel} on {at}.',
  'home.stepBack': 'I cannot',
  'home.takesPart': 'You take part in the rotation of {channel}.',
  'home.leave': 'Step out',
  'home.left': 'You do not present in {channel}. You can come back at any time.',
  'home.comeBack': 'Take part again',

  'digest.line': '{presenter} presents on {day}.',
  'digest.reason': 'Who presents next in this channel',
} as const;

export type RotationKey = keyof typeof en;
