/** What stands before each value of an export, and what posts are called in App Home. */
export const dataEn = {
  'data.items': 'What digests showed of you',
  'data.issues': 'Digests',
  'data.seen': 'What digests of channels showed you from elsewhere',
  'data.notForMe': 'What is not for you',
  'data.about': 'About',
  'data.channel': 'Channel',
  'data.toldAt': 'Told',
  'data.seenAt': 'Shown',
  'data.saidAt': 'Said',
  'data.reason': 'Why it stood there',
  'data.reason.journey': 'A journey',
  'data.reason.elsewhere': 'Learned in another channel',
  'data.reason.here': 'Learned in the channel',
  'data.reason.unowned': 'Nobody owns it',
  'data.reason.recall': 'Worth recalling',
  'data.reason.presenter': 'Who presents next',
  'data.author': 'Whose',

  'title.digest': 'the weekly digest',

  'practice.title': 'Weekly digest',
  'kept.issues': 'What each digest showed, from the day it was told',
  'kept.seen': 'To whom something was shown, from that day',
  'kept.notForMe': 'What people said is not for them, from that day',
} as const;
