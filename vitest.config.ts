import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'analyzers/**/*.test.ts', 'reports/**/*.test.ts', 'test/**/*.test.ts'],
    // As many as there are cores: the suite is bound by computing, not by waiting.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
