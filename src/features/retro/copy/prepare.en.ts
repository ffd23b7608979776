/** What a retrospective begins with: how the actions of earlier ones stand. */
export const prepareEn = {
  'prepare.intro':
    'Before we begin: this is how the actions of earlier retrospectives here stand. Whoever an action belongs to decides on it; what nobody owns can be taken.',
  'prepare.decided':
    'Before we begin: this is how the actions of the last retrospective here stand. All of them are decided.',
  'prepare.more': '{count, plural, one {And one more that is open.} other {And # more that are open.}}',
  'prepare.done': 'Done.',
  'prepare.askHelped': 'Done. Did it help?',
  'prepare.helped.yes': 'Done, and it helped.',
  'prepare.helped.partly': 'Done, and it helped partly.',
  'prepare.helped.no': 'Done, and it did not help.',
  'prepare.dropped': 'Dropped: {reason}',
} as const;
