/** The block with which Lore shows a picture, against Slack's own models: blank values of every key, from slackapi/java-slack-sdk (MIT licence). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isJson, type Json } from '../../sandbox/json.ts';
import { strangers } from '../support/shape.ts';
import { shown } from './try-files.ts';

const sample = join(import.meta.dirname, '..', 'support', 'data', 'slack-samples', 'api', 'views.open.json');

/** Every object in it that is an image block: an image inside another block has no `block_id`. */
const imagesIn = (value: unknown): Json[] => {
  if (Array.isArray(value)) return value.flatMap(imagesIn);
  if (!isJson(value)) return [];
  const inside = Object.values(value).flatMap(imagesIn);
  return value['type'] === 'image' && 'block_id' in value ? [value, ...inside] : inside;
};

describe('against Slack’s models', () => {
  it('the block with which a message shows a picture has the keys and types of an image block', () => {
    const models = imagesIn(JSON.parse(readFileSync(sample, 'utf8')));
    expect(models).not.toEqual([]);
    const { blocks } = shown('F1');
    expect(blocks).toHaveLength(1);
    expect(strangers(blocks[0], models, new Set())).toEqual([]);
  });
});
