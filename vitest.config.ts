import { defineConfig } from 'vitest/config';

/** On a machine shared with other work a real client's packet can miss its second: there, what failed is asked twice more. */
const isShared = process.env.CI !== undefined;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: isShared ? 2 : 0,
    coverage: { include: ['src/**'] },
  },
});
