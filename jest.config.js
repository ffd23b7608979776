/** Jest, on Node as it is: it takes the types out itself, and modules are loaded once a worker. Run through `npm test` (see test/run.ts). */
import { needsPostgres, projects } from './test/selection.ts';

const shared = {
  runner: '<rootDir>/test/support/runner.ts',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  testPathIgnorePatterns: [
    '/node_modules/',
    ...(process.env.LORE_TEST_DATABASE === 'sqlite' ? needsPostgres : []),
  ],
};

export default {
  // Two keep two cores busy only while neither waits.
  maxWorkers: 3,
  reporters: ['default', '<rootDir>/test/support/stuck-reporter.ts'],
  projects: projects.map((name) => ({
    ...shared,
    displayName: name,
    rootDir: import.meta.dirname,
    testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
    ...(name === 'store' || name === 'e2e'
      ? {
          globalSetup: '<rootDir>/test/support/databases-setup.ts',
          globalTeardown: '<rootDir>/test/support/databases-teardown.ts',
        }
      : {}),
  })),
};
