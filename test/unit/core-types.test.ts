import { z } from 'zod';
import {
  choiceField,
  defineModal,
  renderModal,
  input,
  peopleField,
  personField,
  readFields,
  textField,
} from '../../src/core/kit/modal.ts';
import { button, decode, defineAction } from '../../src/core/kit/action.ts';
import { gone, messageOf } from '../../src/core/kit/message.ts';
import { postId } from '../../src/core/post-ref.ts';
import { definePost } from '../../src/core/post.ts';
import { escape } from '../../src/core/text.ts';

const start = defineModal('x.start', z.object({ id: z.string() }), {
  name: textField({ most: 100 }),
  kind: choiceField(['a', 'b'], 'radio'),
});

describe('a declared modal', () => {
  it('reads its fields by their names, in their types', () => {
    const read = readFields(start, {
      'name#2': { name: { value: '  Relaunch ' } },
      kind: { kind: { selected_option: { value: 'b' } } },
    });
    const kind: 'a' | 'b' | null = read.kind;
    const name: string = read.name;
    expect({ kind, name }).toEqual({ kind: 'b', name: 'Relaunch' });
  });

  it('reads what is no id as nobody', () => {
    const who = defineModal('x.who', z.null(), { owner: personField(), people: peopleField() });
    const read = (owner: string | null, people: string[]) =>
      readFields(who, {
        owner: { owner: { selected_user: owner } },
        people: { people: { selected_users: people } },
      });
    expect(read('no id <>', ['U1', '', 'U 2'])).toEqual({ owner: null, people: ['U1'] });
    expect(read(null, [])).toEqual({ owner: null, people: [] });
    expect(read('U1', ['U2'])).toEqual({ owner: 'U1', people: ['U2'] });
  });

  it('draws an input with its initial value', () => {
    const view = renderModal(start, { id: '1' }, { title: 'T', submit: 'Save', close: 'Close' }, [
      input(start, 'name', { label: 'Name' }, 'Relaunch'),
    ]);
    expect(view.view.blocks[0]).toMatchObject({ block_id: 'name', element: { initial_value: 'Relaunch' } });
  });
});

describe('a declared action', () => {
  const vote = defineAction('x.vote', z.object({ cardId: z.string() }));
  it('gives back the value its button carries', () => {
    expect(decode(vote, button(vote, 'Vote', { cardId: 'c1' }).value)).toEqual({ cardId: 'c1' });
  });
  it('refuses a value that is not of its shape', () => {
    expect([decode(vote, '{"cardId":7}'), decode(vote, 'nonsense'), decode(vote, undefined)]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('a declared post', () => {
  it('has to say what it says once it is over, in a sentence, in which no button can stand', () => {
    const id = postId('x.post');
    const post = { title: async () => 'a post', build: async () => messageOf(escape('Go?')) };
    // @ts-expect-error -- nobody said what it says once it is over
    const forgotten = () => definePost(id, { ...post });
    // @ts-expect-error -- a message has blocks, and with them buttons
    const withBlocks = () => definePost(id, { ...post, over: post.build });
    expect([forgotten, withBlocks]).toHaveLength(2);
    expect(definePost(id, { ...post, over: gone }).name).toBe('x.post');
  });
});
