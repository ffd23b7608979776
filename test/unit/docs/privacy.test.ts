/** What the notices on privacy and SECURITY.md say of the code itself. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const sources = globSync('src/**/*.{ts,js}', { cwd: root }).map((path) => [path, read(path)] as const);

it('Lore calls nobody but Slack, its database and tools that an admin connected', () => {
  // Addresses in code and comments: of Slack, of this machine, examples, where Node is to be had, and of GitHub, which is called once an admin connects it.
  const hosts = sources.flatMap(([path, text]) =>
    [...text.matchAll(/(?:https?|wss?):\/\/([\w.-]+)/g)].map(([, host = '']) => `${host} in ${path}`),
  );
  const known =
    /^(?:[\w-]+\.)?slack\.(?:com|dev)\.? |^(?:127\.0\.0\.1|localhost|(?:\w+\.)*example\.(?:org|com)\.?|nodejs\.org\.?|(?:api\.)?github\.com|api\.|lore\.invalid|user) /;
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

const notices = { en: 'docs/guides/privacy.md', de: 'docs/guides/datenschutz.md' } as const;

it.each([
  ['Show my data', 'Meine Daten anzeigen'],
  ['Send me a file', 'Als Datei schicken'],
  ['Erase my data', 'Meine Daten löschen'],
  ['Useful', 'Nützlich'],
  ['Used it', 'Verwendet'],
  ['Not for me', 'Nichts für mich'],
  ['When Lore messages you', 'Wann Lore dir schreibt'],
  ['Step out', 'Aussteigen'],
])('%s is called so in Lore, and %s in its German', (en, de) => {
  const catalogues = ['data', 'learned', 'lessons', 'digest', 'rotation', 'settings'];
  const sentences = (language: string) =>
    catalogues.flatMap((name) =>
      Object.entries(JSON.parse(read(`locales/${language}/${name}.json`)) as Record<string, string>).map(
        ([key, sentence]) => [`${name} ${key}`, sentence] as const,
      ),
    );
  const german = new Map(sentences('de'));
  const keys = sentences('en').flatMap(([key, sentence]) => (sentence === en ? [key] : []));
  expect(keys.map((key) => german.get(key))).toContain(de);
  expect(read(notices.en)).toContain(`*${en}*`);
  expect(read(notices.de)).toContain(`*${de}*`);
});

/** Where the two lead to each other, and to the end of their own. */
const sameLink: Readonly<Record<string, string>> = {
  'datenschutz.md': 'privacy.md',
  '#was-es-belegt': '#what-shows-it',
};

/** What a notice says that does not depend on its language, for each of its sections. */
const factsOf = (path: string) =>
  read(path)
    .split(/^## /m)
    .map((section) => {
      // What a company fills in is put as its law puts it.
      const toFill = /\[[^\]]*\](?!\()/g;
      const fixed = section.replaceAll(toFill, '');
      const all = (pattern: RegExp) => [...fixed.matchAll(pattern)].map(([, what = '']) => what);
      return {
        parts: section
          .trim()
          .split(/\n{2,}/)
          .map((part) => [part.slice(0, 2).replace(/[^|*<-]/g, ''), (part.match(/^[|-] /gm) ?? []).length]),
        columns: all(/^(\|.*)\|$/gm).map((row) => row.split(' | ').length),
        toFill: (section.match(toFill) ?? []).length,
        typed: all(/`([^`]+)`/g),
        emphasised: all(/(\*+)[^*]+\1/g),
        numbers: all(/(\d+)/g),
        links: all(/\]\(([^)]+)\)/g).map((link) => sameLink[link] ?? link),
      };
    });

it('the two notices say the same, part by part: the same numbers, links, commands, blanks to fill in, and tests', () => {
  const [english, german] = [factsOf(notices.en), factsOf(notices.de)];
  expect(english).toHaveLength(11);
  expect(english.at(-1)?.typed.length).toBeGreaterThan(25);
  expect(german).toEqual(english);
});

it('leaving takes as many steps as they say', () => {
  expect(read('docs/operations/leave.md').match(/^## \d\. /gm)).toHaveLength(5);
  expect(read(notices.en)).toContain('in five steps: [leaving](../operations/leave.md)');
  expect(read(notices.de)).toContain('in fünf Schritten: [Abschied von Lore](../operations/leave.md)');
});

it.each([...Object.values(notices), 'SECURITY.md'])(
  'each row of the table in %s says what it holds',
  (path) => {
    const [, table = ''] = read(path).split(/<!-- \/?kept -->/);
    const rows = table.split('\n').filter((line) => line.startsWith('| '));
    expect(rows.length).toBeGreaterThan(30);
    expect(
      rows.filter((row) =>
        row
          .slice(1, -1)
          .split('|')
          .some((cell) => cell.trim() === ''),
      ),
    ).toEqual([]);
  },
);
