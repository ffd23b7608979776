import { z } from 'zod';
import { defineAction } from '../../../src/core/kit/action.ts';
import { defineModal, textField } from '../../../src/core/kit/modal.ts';

/** Puts a pebble back: with its id. */
export const dropPebble = defineAction('pebble.drop', z.object({ id: z.string() }));
export const newPebble = defineModal('pebble.new', z.object({ channel: z.string() }), { words: textField() });
