/** What the notices on privacy and SECURITY.md say of the code itself. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sources = globSync('src/**/*.{ts,js}', { cwd: root }).map((path) => [path, read(path)] as const);

it('Lore calls nobody but Slack and its database', () => {
  // Addresses in code and comments: of Slack, of this machine, examples, and where Node is to be had.
  const hosts = sources.flatMap(([path, text]) =>
    [...text.matchAll(/(?:https?|wss?):\/\/([\w.-]+)/g)].map(([, host = '']) => `${host} in ${path}`),
  );
  const known =
    /^(?:[\w-]+\.)?slack\.(?:com|dev)\.? |^(?:127\.0\.0\.1|localhost|(?:\w+\.)*example\.(?:org|com)\.?|nodejs\.org\.?|github\.com|user) /;
  expect(hosts.length).toBeGreaterThan(5);
  expect(hosts.filter((host) => !known.test(host))).toEqual([]);
  const packages = Object.keys((JSON.parse(read('package.json')) as { dependencies: object }).dependencies);
  expect(
    packages.filter((name) => /telemetry|sentry|analytics|posthog|openai|anthropic|llm/i.test(name)),
  ).toEqual([]);
});

it('a retrospective begins with hidden names', () => {
  expect(read('src/features/retro/start/screens.ts')).toContain("asked('names', chosen?.names ?? 'hidden'");
  expect(read('src/features/retro/start/rules.ts')).toContain("names: wishes.names ?? 'hidden'");
});

it('what is to be pressed is called as it is in Lore', () => {
  const sentences = (language: string) =>
    ['data', 'learned', 'digest', 'rotation', 'settings', 'home']
      .map((name) => read(`locales/${language}/${name}.json`))
      .join('\n');
  for (const [guide, language, names] of [
    ['privacy', 'en', ['Show my data', 'Send me a file', 'Erase my data', 'Not for me', 'Step out']],
    [
      'datenschutz',
      'de',
      ['Meine Daten anzeigen', 'Als Datei schicken', 'Meine Daten löschen', 'Nichts für mich'],
    ],
  ] as const)
    for (const name of names) {
      expect(read(`docs/guides/${guide}.md`)).toContain(`*${name}*`);
      expect(sentences(language)).toContain(`"${name}"`);
    }
});

it('the two notices have the same parts, in the same order', () => {
  const parts = (guide: string) =>
    [...read(`docs/guides/${guide}.md`).matchAll(/^(?:## |\| \*?\*?)/gm)].length;
  // The table of tests is in the English one alone: a heading, and its rows.
  const tests = read('docs/guides/privacy.md').split('## What shows it')[1] ?? '';
  expect(parts('privacy') - [...tests.matchAll(/^\| /gm)].length - 1).toBe(parts('datenschutz'));
});
