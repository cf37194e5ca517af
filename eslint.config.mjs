import tseslint from 'typescript-eslint';

/** Paths of files that may read the environment: configuration, the npm scripts, and the test set-up. */
const environmentReaders = ['**/config.ts', 'scripts/**', 'test/**', 'bench/**'];

const noEnum = { selector: 'TSEnumDeclaration', message: 'Use a union of literals, or a const object.' };
const noDefaultExport = { selector: 'ExportDefaultDeclaration', message: 'Export by name.' };
const noJestMock = {
  selector:
    "CallExpression[callee.object.name='jest'][callee.property.name=/^(mock|doMock|unstable_mockModule)$/]",
  message: 'Pass a fake in instead of mocking a module.',
};

export default tseslint.config(
  { ignores: ['node_modules/', '.cache/', '.data/', 'coverage/', 'db/migrations/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 40 }],
      complexity: ['error', 8],
      'max-params': ['error', 3],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': ['error', noEnum, noDefaultExport, noJestMock],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read it in a config.ts.' },
      ],
    },
  },
  { files: environmentReaders, rules: { 'no-restricted-properties': 'off' } },
  {
    // The one default export: its name is the life event's id, given when a route starts.
    files: ['workflows/index.ts', 'test/support/{start,stop}-environment.ts'],
    rules: { 'no-restricted-syntax': ['error', noEnum, noJestMock] },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*'], message: 'The workflow sandbox has no Node built-ins.' },
            {
              group: ['zod', 'pino', 'pg', 'drizzle-orm*', 'express'],
              message: 'Keep this out of the workflow bundle.',
            },
          ],
        },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'fetch', 'require'],
    },
  },
  {
    files: ['db/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          paths: ['drizzle-orm', 'drizzle-orm/node-postgres', 'drizzle-orm/pg-core'].map((name) => ({
            ...{ name, allowTypeImports: true },
            message: 'Take values from db/drizzle.cjs: as ES modules they take half a second to load.',
          })),
        },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 300 }],
      // A describe block is a chapter, not a function.
      'max-lines-per-function': 'off',
      // A row of `it.each` has as many values as the story needs.
      'max-params': 'off',
      // supertest gives bodies without a type; the expectations say what they must be.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
);
