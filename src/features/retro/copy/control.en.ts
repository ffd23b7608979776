/** What is said of steering a retrospective: more time, a phase opened again, another facilitator, and holding one like it again. */
export const controlEn = {
  'manage.more': 'More time, open again, hand over … (facilitator)',
  'control.title': 'Steer It',
  'control.intro': '“{about}” is open until {until}. The thread says who decided what.',
  'control.moreTime': '*More time*, for everybody who has not come to it yet.',
  'control.moreTimeButton': 'More time',
  'control.reopen': '*Open the last phase again.* What was said, joined or agreed so far stays.',
  'control.reopenButton': 'Open again',
  'control.reopenTitle': 'Open It Again?',
  'control.reopenText': 'It goes back for everybody, and the thread says that you decided so.',
  'control.reopenNo': 'Go back',
  'control.handOver': '*Hand over* to another member of the workspace who takes part.',
  'control.handOverButton': 'Hand over',
  'control.reopened': 'It is open again.',
  'reminder.vote':
    'The retrospective “{about}” in {channel} takes votes on what to talk about until {until}, and you were asked to take part.',
  'reminder.choose':
    'The retrospective “{about}” in {channel} takes votes and proposals for actions until {until}, and you were asked to take part. “I am through” is an answer too.',
  'moreTime.title': 'More Time',
  'moreTime.intro':
    'Half of the usual time more is filled in. The date and the time are those of your own zone.',
  'moreTime.date': 'Open until which day?',
  'moreTime.time': 'And until what time?',
  'moreTime.submit': 'Give it',
  'handOver.title': 'Hand Over',
  'handOver.to': 'Who facilitates from now on?',
  'handOver.toHint': 'A member of the workspace who takes part.',
  'handOver.submit': 'Hand over',
  'decided.until': '{by} set the end of this phase: it is open until {until}.',
  'decided.handedOver': '{by} has handed over: {facilitator} facilitates from now on.',
  'again.button': 'Hold it again',
} as const;
