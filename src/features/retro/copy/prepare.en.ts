/** What a retrospective begins with: how the actions of earlier ones stand, and lessons of other teams. */
export const prepareEn = {
  'prepare.intro':
    'Before we begin: this is how the actions of earlier retrospectives here stand. The owner of an action decides on it; what nobody owns can be taken.',
  'prepare.decided':
    'Before we begin: this is how the actions of the last retrospective here stand. All of them are decided.',
  'prepare.more': '{count, plural, one {And one more that is open.} other {And # more that are open.}}',
  'prepare.done': 'Done.',
  'prepare.askHelped': 'Done. Did it help?',
  'prepare.helped.yes': 'Done, and it helped.',
  'prepare.helped.partly': 'Done, and it helped partly.',
  'prepare.helped.no': 'Done, and it did not help.',
  'prepare.dropped': 'Dropped: {reason}',
  'prepare.lessons':
    'Before we begin: other teams learned something that may be of use here. I chose it by what this retrospective is about.',
  'prepare.lessonsToo':
    'Other teams learned something that may be of use here, by what this retrospective is about.',
  'prepare.lessonsHow':
    'Those who take part say of each whether you applied it, adapted it, or it is not relevant here.',
  'prepare.lessonsGone':
    'Before we begin: what other teams learned stood here, and is not for everybody here any more.',
  'prepare.use.applied': 'Applied',
  'prepare.use.adapted': 'Adapted',
  'prepare.use.unfit': 'Not relevant',
  'prepare.noted.applied': 'Noted: you applied it. Another button changes that.',
  'prepare.noted.adapted': 'Noted: you adapted it. Another button changes that.',
  'prepare.noted.unfit': 'Noted: it is not relevant here. Another button changes that.',
  'refused.lessonGone': 'This lesson is not shown here any more. You have nothing to do.',
} as const;
