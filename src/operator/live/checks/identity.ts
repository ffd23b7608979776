/** Who Lore is in this workspace, and what it was granted. */
import { missingScopes } from '../../../slack/manifest/manifest.ts';
import { type Check, either, no, withPerson, yes } from '../check.ts';
import { textAt } from '../read.ts';

export const identity: readonly Check[] = [
  {
    subject: 'token',
    tries: 'Slack says which scopes were granted, and all that Lore needs are among them',
    documented: 'the header x-oauth-scopes (docs.slack.dev, Installing with OAuth)',
    otherwise: 'logs each scope that a call lacks, and goes on with what it has',
    run: async ({ scopes }) => {
      if (scopes.length === 0) return no('no scopes were named');
      const { needed, optional } = missingScopes(scopes);
      const lacks = (list: readonly string[]) => (list.length === 0 ? 'none' : list.join(', '));
      return either(
        needed.length === 0,
        `needed and missing: ${lacks(needed)}; optional and missing: ${lacks(optional)}`,
      );
    },
  },
  {
    subject: 'token',
    tries: 'Slack says which app the token belongs to',
    documented: 'bots.info, app_id',
    otherwise:
      'doesn’t notice an app-level token of another app, and takes presses on messages of any app of its user',
    run: async ({ calls, botId }) => {
      if (botId === undefined) return no('auth.test names no bot_id');
      return either(
        textAt(await calls.ask('bots.info', { bot: botId }), 'bot', 'app_id') !== '',
        'bots.info',
      );
    },
  },
  {
    subject: 'blocks.validate',
    tries: 'Slack checks blocks without a message being posted',
    documented: 'blocks.validate, typed in @slack/web-api 8.2',
    otherwise: 'misses nothing: it doesn’t call it',
    run: async ({ calls }) => {
      await calls.ask('blocks.validate', { blocks: [{ type: 'divider' }] });
      return yes('a divider is fine');
    },
  },
  {
    subject: 'rate',
    tries: 'twelve questions in a row are answered without a pause',
    documented: 'tier 4, about a hundred a minute, and bursts above are tolerated a little',
    otherwise: 'waits as long as Slack asks (Retry-After) before the next such question',
    run: withPerson(async ({ calls, person }) => {
      const before = calls.waits.length;
      for (let count = 0; count < 12; count += 1) await calls.ask('users.info', { user: person });
      const waited = calls.waits.slice(before);
      return either(waited.length === 0, `429 answers: ${waited.length}${waits(waited)}`);
    }),
  },
];

const waits = (list: readonly number[]): string =>
  list.length === 0 ? '' : `, the longest wait ${Math.ceil(Math.max(...list) / 1000)} s`;
