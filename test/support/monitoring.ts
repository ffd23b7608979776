/** The alerts and the dashboard that come with Lore. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

export const alerts = read('deploy/monitoring/alerts.yml');
export const dashboard = read('deploy/monitoring/dashboard.json');
export const runbook = read('docs/operations/watch.md');

/** The metrics that expressions name. */
export const metricsIn = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\b(?:lore|process|nodejs)_[a-z0-9_]+/g)].map(([name]) => name)),
];
