/** What an admin reads of this practice in the settings of the workspace. */
export const keptEn = {
  'practice.title': 'Retrospectives',
  'kept.retrospectives': 'Retrospectives with their cards and actions, from their end',
} as const;
