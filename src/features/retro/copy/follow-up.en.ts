/** What is said to an owner about their action after it was agreed on. */
export const followUpEn = {
  'follow.accept':
    'The team proposes an action for you, from the retrospective “{about}” in {channel}: {what}, until {due}. Will you see to it?',
  'follow.acceptAside':
    '“Not me” gives it back to the team and needs no reason. You are asked once; it also waits in App Home.',
  'follow.remind':
    'Until {due}: {what}. You see to it since the retrospective “{about}” in {channel}. What is the next step?',
  'follow.remindAside':
    'This is the only reminder of it. When Lore may write to you is yours to choose in App Home.',
  'follow.late':
    '{what} was planned until {due}, from the retrospective “{about}” in {channel}. What fits best now: another date, two smaller steps, or dropping it?',
  'follow.lateAside': 'Only you are asked, and only once. Dropping it with a reason is a good answer too.',
  'follow.helped':
    '{what} has been done for a month, from the retrospective “{about}” in {channel}. Did it help?',
  'follow.helpedAside':
    'Your answer stands with the action, for everybody in the channel, and counts in `/retro numbers`. You are asked once.',

  'follow.accepted': 'You see to it: {what}, until {due}.',
  'follow.free': 'It is with the team again: {what}.',
  'follow.given': 'Somebody else was asked, or sees to it: {what}.',
  'follow.done': 'Done: {what}.',
  'follow.dropped': 'Dropped: {what}.',
  'follow.said.yes': '{what}: you said that it helped.',
  'follow.said.partly': '{what}: you said that it helped partly.',
  'follow.said.no': '{what}: you said that it did not help.',

  'follow.nobody': '{what} (nobody yet, until {due}, {channel})',
  'follow.isLate': '{what} ({channel}) was planned until {due}. What fits best now?',
  'follow.askHelped': '{what} ({channel}) has been done for a month. Did it help?',
  'follow.digestFree': 'Agreed in this channel, and nobody owns it yet: those who took part can.',
  'follow.digestOwned': 'Agreed in this channel; somebody sees to it now',
  'follow.dayOff': 'You do not work on that day.',
  'follow.pass': 'Pass it on',
  'follow.passLabel': 'Pass it on: {what}',
  'follow.move': 'Move the date',
  'follow.moveLabel': 'Move the date: {what}',
  'follow.moveTo': 'Move it to {day}',
  'follow.split': 'Split it in two',
  'follow.splitLabel': 'Split it in two: {what}',
  'follow.drop': 'Drop it',
  'follow.dropLabel': 'Drop it: {what}',
  'follow.yes': 'Yes',
  'follow.partly': 'Partly',
  'follow.no': 'No',

  'pass.title': 'Pass It On',
  'pass.submit': 'Ask them',
  'pass.to': 'Who could see to it?',
  'pass.toHint': 'Somebody who took part in the retrospective. They are asked, and can decline.',
  'moveDue.title': 'Move the Date',
  'moveDue.due': 'Until when?',
  'split.title': 'Split It in Two',
  'split.submit': 'Split it',
  'split.first': 'What is the first step?',
  'split.second': 'And what comes then?',
  'giveUp.title': 'Drop the Action',
  'giveUp.submit': 'Drop it',
  'giveUp.reason': 'What speaks for dropping it?',
  'giveUp.reasonHint': 'One line, which everybody in the channel can read. For example: The tool does it now',
  'refused.whyEmpty': 'Write one line, for example: The tool does it now',
  'helped.title': 'Did It Help?',
  'helped.noted': 'Your answer is noted. If you like, say in one line how it showed.',
  'helped.how': 'How did it show?',
  'helped.howHint':
    'Everybody in the channel can read it. For example: No launch without a rollback plan since',

  'title.action': 'the question about the action “{what}”',
  'title.actionUnseen': 'the question about an action that you cannot see',
} as const;
