import type { KyselyPlugin } from 'kysely';

/** Calls `refuse`, which may throw, before each statement. */
export function refusing(refuse: () => void): KyselyPlugin {
  return {
    transformQuery: ({ node }) => {
      refuse();
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}
