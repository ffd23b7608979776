import tseslint from 'typescript-eslint';

/** What a feature may reach for; each refusal says what to do instead. */
const featureBans = {
  patterns: [
    {
      group: ['@slack/bolt', '@slack/web-api'],
      message: 'A feature returns replies and publishes posts; only src/slack knows Bolt.',
    },
    {
      group: ['better-sqlite3', 'pg', 'pg-boss'],
      message: 'A feature reads through its Scope; only src/store knows a driver.',
    },
    {
      group: ['kysely', 'kysely/*'],
      message: 'A feature reads through its Scope, which hands it a builder that is already guarded.',
    },
    { group: ['node:*'], message: 'Time, chance and the environment come in as arguments.' },
  ],
};

export default tseslint.config(
  { ignores: ['node_modules/', 'data/', 'test-results/', 'sandbox/data/'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './sandbox/page/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['src/features/**/*.ts', 'src/core/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', featureBans],
      'no-restricted-globals': [
        'error',
        { name: 'process', message: 'The environment comes in as an argument.' },
        { name: 'setTimeout', message: 'Schedule a job.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Time comes in as an argument.' },
        { object: 'Math', property: 'random', message: 'Chance comes in as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time comes in as an argument.',
        },
      ],
    },
  },
);
