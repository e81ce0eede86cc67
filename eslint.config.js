import { builtinRules } from 'eslint/use-at-your-own-risk'
import { defineConfig } from 'eslint/config'
import hooks from 'eslint-plugin-react-hooks'
import { configs, plugin } from 'typescript-eslint'

const sources = ['contract', 'server', 'web', 'cli', 'bench', 'test'].map(folder => `${folder}/**/*.{ts,tsx}`)
const tests = ['**/*.test.ts', '**/*.test.tsx', '**/*.test.mjs', 'test/**']
const toolsWithDefaults = ['*.config.js', '**/vite.config.ts', 'scripts/reporter.mjs']

const unused = ['error', { args: 'after-used', argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true }]

// A second name for `max-lines`, so that a long file is first a warning and later an error.
const house = { rules: { 'far-too-long': builtinRules.get('max-lines') } }
const lines = { skipBlankLines: true, skipComments: true }

export default defineConfig(
  { ignores: ['dist/**', 'node_modules/**', '.gongzhi/**', '**/*.generated.ts', 'server/db/types.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  { files: sources, extends: [configs.recommended] },
  {
    files: sources,
    languageOptions: {
      parserOptions: { project: ['contract', 'server', 'web'].map(name => `${name}/tsconfig.json`), tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': ['error', {
        // node:test collects what these return
        allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach'] }],
      }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': unused,
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  { files: ['web/**/*.{ts,tsx}'], extends: [hooks.configs.flat.recommended] },

  {
    files: ['**/*.{ts,tsx,mjs,js,cjs}'],
    plugins: { house },
    rules: {
      'max-lines': ['warn', { max: 300, ...lines }],
      'house/far-too-long': ['error', { max: 400, ...lines }],
      'max-lines-per-function': ['error', { max: 60, ...lines }],
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'No default exports: a thing has one name everywhere.' }],
      eqeqeq: 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['scripts/**/*.mjs', 'web/**/*.mjs'], rules: { 'no-unused-vars': unused } },
  { files: tests, rules: { 'max-lines-per-function': 'off' } },
  { files: toolsWithDefaults, rules: { 'no-restricted-syntax': 'off' } },
)
