/** What is made from the feature list, and the rules of holidays, are what would be made now. `npm run generate` mends it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { languages } from '../../src/core/languages.ts';
import { features } from '../../src/features.ts';
import { generatedFiles } from '../../src/generated.ts';
import { manifestCommand } from '../../src/operator/manifest.ts';
import { manifest } from '../../src/slack/manifest/manifest.ts';
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
    'manifests/many.json',
    'manifests/sandbox.json',
    '.env.example',
    'README.md',
    'docs/guides/admins.md',
    ...features.flatMap(({ pageTable }) => pageTable?.path ?? []),
    'SECURITY.md',
    'docs/guides/privacy.md',
    'docs/guides/datenschutz.md',
  ];
  it.each(paths)('%s is what the feature list makes now', (path) => {
    expect(read(path)).toBe(generatedFiles(features, read)[path]);
  });

  it('is named by the help of the command that writes it', () => {
    const write = manifestCommand().options.find(({ long }) => long === '--write')?.description ?? '';
    const made = Object.keys(generatedFiles(features, read));
    expect(made.toSorted()).toEqual(paths.toSorted());
    expect(made.filter((path) => !write.includes(path.replace(/^(manifests\/).*/, '$1')))).toEqual([]);
  });

  it.each(Object.entries(holidayFiles()))('%s is what date-holidays has', (path, text) => {
    expect(read(path)).toBe(text);
  });

  it('is listed here, so that none is forgotten', () => {
    expect(Object.keys(generatedFiles(features, read))).toEqual(paths);
  });

  it('cannot be made for a page without the markers, and says so', () => {
    expect(() => generatedFiles(features, () => '# Lore')).toThrow(
      'README.md lacks the lines <!-- commands -->',
    );
    expect(() => generatedFiles(features, (path) => (path === 'README.md' ? readme : '# Admins'))).toThrow(
      'docs/guides/admins.md lacks the lines <!-- scopes -->',
    );
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

  it('for many workspaces is one that Slack takes: with the page to come back to, tokens that are renewed, and organisations', () => {
    const many = manifest(features, 'https://lore.example.org/here/', [], 'many');
    validate(many);
    expect(validate.errors).toBeNull();
    expect(many.oauth_config).toMatchObject({
      redirect_urls: [
        'https://lore.example.org/here/slack/oauth_redirect',
        'https://lore.example.org/here/read/signed-in',
      ],
    });
    expect(many.settings).toMatchObject({
      org_deploy_enabled: true,
      token_rotation_enabled: true,
      socket_mode_enabled: false,
    });
    const events = many.settings.event_subscriptions.bot_events;
    const heard = ['app_uninstalled', 'app_uninstalled_team', 'channel_id_changed', 'tokens_revoked'];
    expect(events).toEqual(expect.arrayContaining([...heard, 'team_access_granted', 'team_access_revoked']));
  });

  it('in Socket Mode has no address, and hears of no links', () => {
    const socket = JSON.stringify(manifest(features, null));
    expect(socket).not.toContain('http');
    expect(socket).not.toContain('link');
    expect(JSON.parse(socket)).toMatchObject({ settings: { socket_mode_enabled: true } });
    expect(manifest(features, null).oauth_config.scopes).not.toHaveProperty('user');
  });

  it('hears of links to the place where its pages are, whatever port and path a proxy has', () => {
    const { unfurl_domains: domains } = manifest(features, 'https://lore.example.org:8443/here').features;
    expect(domains).toEqual(['lore.example.org']);
    expect(manifest(features, null).features.unfurl_domains).toBeUndefined();
    expect(manifest(features, 'http://[::1]:3000').features.unfurl_domains).toBeUndefined();
  });

  it('is checked by a schema that refuses a wrong one', () => {
    expect(
      validate({
        ...manifest(features, 'https://lore.example.org'),
        features: { slash_commands: [{ command: 5 }] },
      }),
    ).toBe(false);
  });

  it('asks for no scope but these, of which Lore needs the first seven', () => {
    const needed = ['channels:read', 'chat:write', 'commands', 'groups:read', 'im:history', 'im:write'];
    const histories = ['channels:history', 'groups:history'];
    const optional = [...histories, 'files:write', 'usergroups:read', 'dnd:read', 'assistant:write'];
    const { scopes } = manifest(features, null).oauth_config;
    expect(scopes.bot).toEqual([...needed, 'users:read', ...optional]);
    expect(scopes.bot_optional).toEqual(optional);
    const { scopes: withLinks } = manifest(features, 'https://lore.example.org').oauth_config;
    expect(withLinks.bot_optional).toEqual([...optional, 'links:read', 'links:write']);
  });

  it('has a sentence for each scope on the page for admins, who review what they install', () => {
    const page = read('docs/guides/admins.md');
    for (const scope of manifest(features, 'https://lore.example.org').oauth_config.scopes.bot)
      expect(page).toMatch(
        new RegExp(`^\\| \`${scope}\` \\| (optional|Lore can’t work) \\| \\w.{20,} \\|$`, 'm'),
      );
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
      ...features.flatMap(({ commands: own = [], startsOff }) =>
        startsOff === undefined ? own.map(({ name }) => name) : [],
      ),
    ]);
  });
});
