/** What is said of themes that come back. */
export const themesEn = {
  'themes.name': '“{about}”',
  'themes.topic': 'This comes back: much the same was among the first topics of {retros} too.',
  'themes.summary':
    'Topic {place, number} comes back: much the same was among the first topics of {retros} too.',
} as const;
