/** What stands below a message about the links in it, and beside it once somebody opens one: unfurls and Work Objects. */
import type { EntityMetadata, LinkUnfurls } from '@slack/types';
import type { TeamId } from '#core/ids.ts';
import type { LinkDetails, LinkPreview, OpenedLink } from '#core/link-preview.ts';
import type { LinkPlace, Outcome } from '../../jobs/messenger.ts';
import { failureOf } from './call-outcome.ts';
import type { Clients } from './clients.ts';

/** Slack's kind of Work Object for what is none of its own kinds. */
const item = 'slack#/entities/item';

function entityOf({ ref, title, kind, fields }: LinkDetails, url: string): EntityMetadata {
  return {
    entity_type: item,
    external_ref: { id: ref.id, type: ref.kind },
    url,
    entity_payload: {
      attributes: { title: { text: title }, display_type: kind, product_name: 'Lore' },
      custom_fields: fields.map(({ label, text }, at) => ({
        key: `field_${at}`,
        label,
        type: 'string',
        value: text,
        long: text.length > 80,
      })),
    },
  };
}

/** See `Messenger.preview`. Slack takes either: blocks, or Work Objects, which it lays out by itself. */
export async function showPreviews(
  clients: Clients,
  team: TeamId,
  at: LinkPlace,
  previews: readonly LinkPreview[],
  hasWorkObjects: boolean,
): Promise<Outcome> {
  const client = await clients.background(team);
  const place = 'ts' in at ? at : { unfurl_id: at.unfurlId, source: at.source };
  const unfurls: LinkUnfurls = Object.fromEntries(
    previews.map(({ url, blocks }) => [url, { blocks: [...blocks] }]),
  );
  const entities = previews.map(({ url, details }) => ({
    ...entityOf(details, url),
    app_unfurl_url: url,
  }));
  try {
    await client.chat.unfurl({ ...place, ...(hasWorkObjects ? { metadata: { entities } } : { unfurls }) });
    return { kind: 'done', ts: 'ts' in at ? at.ts : null };
  } catch (error) {
    return failureOf(error);
  }
}

/**
 * `entity.presentDetails`, once: the trigger lives for seconds.
 * @param opened `null`: that it is not there for them
 */
export async function presentDetails(
  clients: Clients,
  team: TeamId,
  trigger: string,
  opened: OpenedLink | null,
): Promise<Outcome> {
  const client = await clients.background(team);
  try {
    await client.entity.presentDetails({
      trigger_id: trigger,
      ...(opened === null
        ? { error: { status: 'not_found' } }
        : { metadata: entityOf(opened.details, opened.url) }),
    });
    return { kind: 'done', ts: null };
  } catch (error) {
    return failureOf(error);
  }
}
