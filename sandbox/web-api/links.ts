/** chat.unfurl and entity.presentDetails */
import { refuseMessage } from '../blocks/message.ts';
import { linksIn } from '../app/links.ts';
import type { Core } from '../core.ts';
import { isJson, listAt, objectAt, textAt, type Json } from '../json.ts';
import { showPreviews } from '../state/changes.ts';
import { findConversation, findMessage } from '../state/find.ts';
import type { LinkUnfurl } from '../state/world.ts';
import type { Args } from './args.ts';
import { fail, ok, type Method } from './method.ts';

/** Slack's own kinds of Work Objects. */
const KINDS: ReadonlySet<string> = new Set(
  ['task', 'file', 'item', 'incident', 'content_item'].map((kind) => `slack#/entities/${kind}`),
);

/** Whether it has what Slack requires of a Work Object. */
function isEntity(entity: Json): boolean {
  const payload = objectAt(entity, 'entity_payload');
  const fields = listAt(payload, 'custom_fields');
  return (
    KINDS.has(textAt(entity, 'entity_type')) &&
    textAt(objectAt(entity, 'external_ref'), 'id') !== '' &&
    textAt(entity, 'url') !== '' &&
    textAt(objectAt(objectAt(payload, 'attributes'), 'title'), 'text') !== '' &&
    fields.every((field) => ['key', 'label', 'type'].every((name) => textAt(field, name) !== ''))
  );
}

function readPreviews(args: Args): LinkUnfurl[] | { refusal: Json } {
  const unfurls = args.json('unfurls');
  const metadata = args.json('metadata');
  if (metadata !== undefined) {
    const entities = isJson(metadata) ? listAt(metadata, 'entities') : [];
    if (entities.length === 0 || !entities.every(isEntity)) return { refusal: fail('invalid_metadata') };
    if (entities.some((entity) => textAt(entity, 'app_unfurl_url') === ''))
      return { refusal: fail('invalid_metadata') };
    return entities.map((entity) => ({ url: textAt(entity, 'app_unfurl_url'), blocks: [], entity }));
  }
  if (unfurls === undefined) return { refusal: fail('missing_unfurls') };
  if (!isJson(unfurls)) return { refusal: fail('invalid_unfurls_format') };
  const previews: LinkUnfurl[] = [];
  for (const [url, unfurl] of Object.entries(unfurls)) {
    const blocks = isJson(unfurl) ? unfurl['blocks'] : undefined;
    const refused = refuseMessage('a preview', blocks);
    if (!Array.isArray(blocks) || refused)
      return { refusal: fail('cannot_unfurl_url', refused?.messages ?? []) };
    previews.push({ url, blocks: blocks.filter(isJson), entity: null });
  }
  return previews;
}

const unfurl: Method = {
  scope: 'links:write',
  run: (core, args) => {
    const previews = readPreviews(args);
    if (!Array.isArray(previews)) return previews.refusal;
    const isOf = (urls: readonly string[]) => previews.every(({ url }) => urls.includes(url));
    const id = args.maybe('unfurl_id');
    if (id !== undefined) {
      const source = args.text('source');
      if (!['composer', 'conversations_history'].includes(source)) return fail('invalid_source');
      const draft = core.world.drafts?.find((each) => each.id === id);
      if (!draft) return fail('invalid_unfurl_id');
      if (!isOf(draft.urls)) return fail('cannot_unfurl_url');
      draft.previews = previews;
      core.changed();
      return ok();
    }
    const channel = args.text('channel');
    if (channel === '') return fail('missing_channel');
    if (args.text('ts') === '') return fail('missing_ts');
    if (!findConversation(core.world, channel)) return fail('cannot_find_channel');
    const message = findMessage(core.world, channel, args.text('ts'));
    if (!message || message.ephemeralTo !== null) return fail('cannot_find_message');
    if (!isOf(linksIn(core, message.text).map(({ url }) => url))) return fail('cannot_unfurl_url');
    showPreviews(core, message, previews);
    return ok();
  },
};

/** Why an app may say that there is nothing to show. */
const WHY_NOT: ReadonlySet<string> = new Set([
  'restricted',
  'internal_error',
  'not_found',
  'custom',
  'custom_partial_view',
  'timeout',
]);

function asked(core: Core, trigger: string) {
  const known = core.world.triggers.find(({ id }) => id === trigger);
  const details = Object.values(core.world.details ?? {}).find((each) => each.trigger === trigger);
  if (!known || !details) return { refusal: fail('invalid_trigger_id') };
  if (known.isUsed) return { refusal: fail('exchanged_trigger_id') };
  if (core.clock.wall() > known.expiresAt) return { refusal: fail('expired_trigger_id') };
  return { known, details };
}

const presentDetails: Method = {
  run: (core, args) => {
    const found = asked(core, args.text('trigger_id'));
    if ('refusal' in found) return found.refusal;
    const [metadata, error] = [args.json('metadata'), args.json('error')];
    if (metadata === undefined && error === undefined) return fail('missing_metadata');
    if (error !== undefined && !(isJson(error) && WHY_NOT.has(textAt(error, 'status'))))
      return fail('invalid_error_status');
    if (metadata !== undefined && !(isJson(metadata) && isEntity(metadata))) return fail('invalid_metadata');
    if (isJson(metadata) && textAt(metadata, 'url') !== found.details.url)
      return fail('entity_metadata_does_not_match_trigger');
    found.known.isUsed = true;
    found.details.shown = isJson(metadata) ? metadata : { error };
    core.changed();
    return ok();
  },
};

export const links: Readonly<Record<string, Method>> = {
  'chat.unfurl': unfurl,
  'entity.presentDetails': presentDetails,
};
