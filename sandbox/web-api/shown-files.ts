/** Files of the app's own that its messages show in image blocks. */
import type { Core } from '../core.ts';
import { isJson, objectAt, textAt, type Json } from '../json.ts';
import type { Message, Upload } from '../state/world.ts';

/** How long a file is processed until a message can show it, in ms of the sandbox's time. */
export const PROCESSING_MS = 3000;

/** The file that a block shows; `''`: none. */
const fileOf = (block: unknown): string =>
  isJson(block) && block['type'] === 'image' ? textAt(objectAt(block, 'slack_file'), 'id') : '';

/** Whether one of the blocks shows a file. */
export const showsFile = (blocks: readonly unknown[], id?: string): boolean =>
  blocks.some((block) => (id === undefined ? fileOf(block) !== '' : fileOf(block) === id));

/**
 * What is wrong with the files that these blocks show, in Slack's words: each has to be uploaded, completed and processed.
 * @param canShow `false` where no file is shown at all
 */
export function fileProblems(core: Core, blocks: readonly unknown[], canShow = true): string[] {
  return blocks.flatMap((block, index) => {
    const id = fileOf(block);
    const upload = core.world.uploads.find((one) => one.id === id);
    const isReady = canShow && upload?.isShared === true && (upload.readyAt ?? 0) <= core.clock.now();
    return id === '' || isReady
      ? []
      : [`[ERROR] invalid slack file [json-pointer:/blocks/${index}/slack_file]`];
  });
}

/** A file belongs to the conversation that shows it first. */
export function belongTo(core: Core, channelId: string, blocks: readonly unknown[]): void {
  for (const upload of core.world.uploads) if (showsFile(blocks, upload.id)) upload.shownIn ??= channelId;
}

export const addressOf = ({ key, name }: Upload): string => `/files/${key}/${name}`;

/** A message's blocks with the addresses of the files that they show. One that was deleted, or belongs to another conversation, is not shown. */
export function withAddresses(core: Core, message: Message): Json[] {
  return message.blocks.map((block) => {
    const id = fileOf(block);
    const upload = core.world.uploads.find((one) => one.id === id);
    if (upload?.shownIn !== message.channelId) return block;
    const { slack_file: _file, ...rest } = block;
    return { ...rest, image_url: addressOf(upload) };
  });
}
