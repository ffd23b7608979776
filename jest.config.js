/** Jest, in ES modules, with swc taking the types out. Run through `npm test` (see test/run.ts). */
const shared = {
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: false },
          target: 'es2024',
        },
        module: { type: 'es6' },
      },
    ],
  },
  testEnvironment: 'node',
};

export default {
  maxWorkers: 2,
  // It ends what hangs, and judges no speed: machines are slow and busy.
  testTimeout: 180_000 * Math.max(1, Number(process.env.LORE_RUNS ?? '1')),
  projects: ['unit', 'store', 'architecture', 'sandbox', 'e2e', 'second-opinions'].map((name) => ({
    ...shared,
    displayName: name,
    rootDir: import.meta.dirname,
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    ...(name === 'store' || name === 'e2e'
      ? {
          globalSetup: '<rootDir>/test/support/postgres-setup.ts',
          globalTeardown: '<rootDir>/test/support/postgres-teardown.ts',
          setupFilesAfterEnv: ['<rootDir>/test/support/once-more.ts'],
        }
      : {}),
  })),
};
