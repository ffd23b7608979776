/** Whether a retrospective was worth the time. */
export const ratingEn = {
  'rating.ask': 'Was it worth the time?',
  'rating.1': '1: not at all',
  'rating.2': '2: hardly',
  'rating.3': '3: partly',
  'rating.4': '4: mostly',
  'rating.5': '5: entirely',
  'rating.noted': 'Noted: {worth, number} of 5. Until {until} you can change it.',
  'rating.over': 'This was asked until {until}, and is not counted any more.',
  'rating.told': 'Was it worth the time? {mean, number} of 5 on average, of {count, number} answers.',
} as const;
