/** Every door. A new one is a line here, and the property holds for it too. */
import { coreDoor } from './core.ts';
import type { Door } from './door.ts';
import { messagesDoor, previewDoor } from './in-slack.ts';
import { mcpDoor } from './mcp.ts';
import { pageDoor } from './page.ts';

export const allDoors: readonly Door[] = [coreDoor, mcpDoor, messagesDoor, pageDoor, previewDoor];
