/** Messages: text, blocks, metadata, and whether they notify everyone. */
import { everyObject, isJson, type Json } from '../json.ts';
import { checkBlocks, textLength } from './blocks.ts';
import { toMessages, type Context } from './check.ts';
import { LIMITS } from './limits.ts';

export interface Refusal {
  readonly error: string;
  readonly messages: readonly string[];
}

/** Checks the text and blocks of a message; `undefined` when Slack would take them. */
export function refuseMessage(text: string, blocks: unknown): Refusal | undefined {
  const just = (error: string): Refusal => ({ error, messages: [] });
  if (blocks !== undefined && !Array.isArray(blocks)) return just('invalid_blocks_format');
  if (text.length > LIMITS.messageText) return just('msg_too_long');
  if (text.trim() === '' && (blocks === undefined || blocks.length === 0)) return just('no_text');
  if (blocks === undefined) return undefined;
  const context: Context = { surface: 'message', problems: [] };
  checkBlocks('message')(blocks, '/blocks', context);
  if (context.problems.length > 0) return { error: 'invalid_blocks', messages: toMessages(context.problems) };
  if (textLength(blocks.filter(isJson)) > LIMITS.blocksText) return just('msg_blocks_too_long');
  return undefined;
}

const SPECIAL = /<!(channel|here|everyone)(\|[^>]*)?>/;
const BARE = /(^|[^\w&<!])@(channel|here|everyone)\b/;

/**
 * Whether a message notifies everyone: `<!channel>` and its kin in text or mrkdwn, a rich text `broadcast`, and a bare
 * `@channel` wherever Slack parses text (`parse` full or `link_names` for the text, mrkdwn without `verbatim`).
 * Escaped text (`&lt;!channel&gt;`) and `plain_text` never do.
 */
export function notifiesEverybody(text: string, blocks: readonly Json[], isParsed = false): boolean {
  if (SPECIAL.test(text) || (isParsed && BARE.test(text))) return true;
  for (const each of everyObject(blocks)) {
    if (each['type'] === 'broadcast') return true;
    if (each['type'] !== 'mrkdwn' || typeof each['text'] !== 'string') continue;
    if (SPECIAL.test(each['text']) || (each['verbatim'] !== true && BARE.test(each['text']))) return true;
  }
  return false;
}

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);
const isFlat = (value: unknown): boolean => isJson(value) && Object.values(value).every(isScalar);

/** Checks message metadata; `undefined` when Slack would take it, else its error. */
export function refuseMetadata(metadata: unknown): string | undefined {
  if (metadata === undefined) return undefined;
  if (!isJson(metadata)) return 'invalid_metadata_format';
  const { event_type: type, event_payload: payload, ...rest } = metadata;
  if (Object.keys(rest).length > 0) return 'invalid_metadata_schema';
  if (typeof type !== 'string' || type === '' || type.length > LIMITS.metadataEventType)
    return 'invalid_metadata_schema';
  if (!isJson(payload)) return 'invalid_metadata_schema';
  const isAllowed = (value: unknown): boolean =>
    isScalar(value) ||
    isFlat(value) ||
    (Array.isArray(value) && value.every((v) => isScalar(v) || isFlat(v)));
  return Object.values(payload).every(isAllowed) ? undefined : 'invalid_metadata_schema';
}
