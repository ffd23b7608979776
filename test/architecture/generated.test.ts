/** What is made from the feature list, and the rules of holidays, are what would be made now. `npm run generate` mends it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { languages } from '../../src/core/languages.ts';
import { features } from '../../src/features.ts';
import { generatedFiles } from '../../src/generated.ts';
import { manifest } from '../../src/slack/manifest/manifest.ts';
import { withCommandsTable } from '../../src/system/help/commands-table.ts';
import { helpMessage } from '../../src/system/help/screens.ts';
import { holidayFiles } from '../../tools/holidays.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const isMarked = readme.includes('<!-- commands -->') && readme.includes('<!-- /commands -->');

describe('a generated file', () => {
  it('has its place in the README: the lines <!-- commands --> and <!-- /commands -->', () => {
    expect(isMarked).toBe(true);
  });

  const paths = [
    'manifests/socket.json',
    'manifests/http.json',
    'manifests/sandbox.json',
    '.env.example',
    'README.md',
  ];
  it.each(paths)('%s is what the feature list makes now', (path) => {
    expect(read(path)).toBe(generatedFiles(features, readme)[path]);
  });

  it.each(Object.entries(holidayFiles()))('%s is what date-holidays has', (path, text) => {
    expect(read(path)).toBe(text);
  });

  it('is listed here, so that none is forgotten', () => {
    expect(Object.keys(generatedFiles(features, readme))).toEqual(paths);
  });

  it('cannot be made for a README without the markers, and says so', () => {
    expect(() => withCommandsTable('# Lore', features)).toThrow('<!-- commands -->');
  });
});

describe('the manifest', () => {
  const schema = JSON.parse(read('test/support/data/slack-manifest.schema.2.0.0.json')) as object;
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  it.each([['over HTTP', 'https://lore.example.org'] as const, ['in Socket Mode', null] as const])(
    '%s is one that Slack takes',
    (_, origin) => {
      validate(manifest(features, origin));
      expect(validate.errors).toBeNull();
    },
  );

  it('in Socket Mode has no address, and is otherwise the same', () => {
    const socket = JSON.stringify(manifest(features, null));
    expect(socket).not.toContain('http');
    expect(JSON.parse(socket)).toMatchObject({ settings: { socket_mode_enabled: true } });
    const { scopes } = manifest(features, 'https://lore.example.org').oauth_config;
    expect(manifest(features, null).oauth_config.scopes).toEqual(scopes);
  });

  it('is checked by a schema that refuses a wrong one', () => {
    expect(
      validate({
        ...manifest(features, 'https://lore.example.org'),
        features: { slash_commands: [{ command: 5 }] },
      }),
    ).toBe(false);
  });

  it('asks for no scope that is not listed here with its use', () => {
    const uses = {
      'channels:read': 'channel facts, members, and their events',
      'chat:write': 'posts',
      commands: 'commands and shortcuts',
      'groups:read': 'the same for private channels that Lore is in',
      'im:write': 'direct messages',
      'users:read': 'zone, language, guest or not, away',
      'channels:history': 'optional: looks a lost post up',
      'groups:history': 'optional: looks a lost post up',
      'im:history': 'optional: looks a lost post up',
      'files:write': 'optional: sends a person the file that they asked for',
      'usergroups:read': 'optional: a retrospective or an invitation for whoever is in a user group',
      'dnd:read': 'optional: nobody is written to unasked while they keep Slack quiet',
    };
    const { scopes } = manifest(features, 'https://lore.example.org').oauth_config;
    expect(scopes.bot.toSorted()).toEqual(Object.keys(uses).toSorted());
    const optional = Object.entries(uses).filter(([, use]) => use.startsWith('optional'));
    expect(scopes.bot_optional.toSorted()).toEqual(optional.map(([scope]) => scope).toSorted());
  });

  it('has every command that help lists, and help every command that it has, in every language', () => {
    const commands = manifest(features, 'https://lore.example.org').features.slash_commands.map(
      ({ command }) => command,
    );
    for (const locale of languages) {
      const { text } = helpMessage(features, { locale, tz: 'UTC', readsAs: 'member' });
      for (const command of commands) expect(text).toContain(`\`${command} `);
    }
    expect(commands).toEqual([
      '/lore',
      ...features.flatMap((feature) => (feature.commands ?? []).map(({ name }) => name)),
    ]);
  });
});
