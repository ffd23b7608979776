/** The `rich_text` block. Its `text` elements are never parsed, so user text in it can notify nobody. */
import { boolean, byType, integer, list, object, oneOf, string, type Check } from './check.ts';
import { LIMITS } from './limits.ts';

const style = object({
  optional: {
    bold: boolean,
    italic: boolean,
    strike: boolean,
    code: boolean,
    underline: boolean,
    highlight: boolean,
  },
});
const optionalStyle = { style };

const inline = byType({
  text: object({ required: { text: string(LIMITS.text) }, optional: optionalStyle }),
  link: object({
    required: { url: string(LIMITS.url) },
    optional: { text: string(LIMITS.text), unsafe: boolean, ...optionalStyle },
  }),
  emoji: object({
    required: { name: string(LIMITS.id) },
    optional: { unicode: string(LIMITS.id), skin_tone: integer(2, 6), ...optionalStyle },
  }),
  user: object({ required: { user_id: string(LIMITS.id) }, optional: optionalStyle }),
  usergroup: object({ required: { usergroup_id: string(LIMITS.id) }, optional: optionalStyle }),
  channel: object({ required: { channel_id: string(LIMITS.id) }, optional: optionalStyle }),
  team: object({ required: { team_id: string(LIMITS.id) }, optional: optionalStyle }),
  color: object({ required: { value: string(LIMITS.id) }, optional: optionalStyle }),
  broadcast: object({ required: { range: oneOf('here', 'channel', 'everyone') }, optional: optionalStyle }),
  date: object({
    required: { timestamp: integer(0, 9_999_999_999), format: string(LIMITS.id) },
    optional: { url: string(LIMITS.url), fallback: string(LIMITS.text), ...optionalStyle },
  }),
});

const inlines: Check = list(inline, 1000, 0);
const section = object({ required: { elements: inlines } });
const bordered = object({ required: { elements: inlines }, optional: { border: integer(0, 1) } });
const bullets = object({
  required: {
    style: oneOf('bullet', 'ordered'),
    elements: list(byType({ rich_text_section: section }), 1000, 0),
  },
  optional: { indent: integer(0, 8), offset: integer(0, 10_000), border: integer(0, 1) },
});

/** The block's body; also the value of a `rich_text_input`. */
export const richTextBody = object({
  required: {
    elements: list(
      byType({
        rich_text_section: section,
        rich_text_list: bullets,
        rich_text_preformatted: bordered,
        rich_text_quote: bordered,
      }),
      1000,
      0,
    ),
  },
  optional: { block_id: string(LIMITS.id) },
});
