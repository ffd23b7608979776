import { useState } from 'preact/hooks';
import type { ChannelBody, ConversationView, MembershipBody } from '../protocol.ts';
import { call } from './api.ts';
import { Dialog } from './dialog.tsx';
import { activeOthers, PersonSelect } from './person-select.tsx';
import { routeTo } from './route.ts';
import { useWorkspace } from './workspace.ts';

/** What can be done with a channel: who is in it, and what it is. */
export function ChannelDialog({
  conversation,
  close,
}: {
  conversation: ConversationView;
  close: () => void;
}) {
  const { state, told } = useWorkspace();
  const [userId, setUserId] = useState('');
  const [name, setName] = useState(conversation.name);
  const place = { as: state.me.id, channelId: conversation.id };
  const member = (change: MembershipBody['change'], who?: string) =>
    void told(call('membership', { ...place, change, ...(who === undefined ? {} : { userId: who }) }));
  const alter = (change: ChannelBody['change'], more: Partial<ChannelBody> = {}) =>
    void told(call('channel', { ...place, change, ...more }));
  return (
    <Dialog title={`Channel ${conversation.name}`} close={close} isSmall>
      <div class="dialog-body settings">
        <p>
          {conversation.memberCount} {conversation.memberCount === 1 ? 'member' : 'members'}. {state.appName}{' '}
          is {conversation.hasBot ? '' : 'not '}in this channel.
        </p>
        <div class="buttons">
          <button
            type="button"
            class="button"
            onClick={() => member(conversation.isMember ? 'leave' : 'join')}
          >
            {conversation.isMember ? 'Leave channel' : 'Join channel'}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => member(conversation.hasBot ? 'remove bot' : 'add bot')}
          >
            {conversation.hasBot ? `Remove ${state.appName}` : `Invite ${state.appName}`}
          </button>
        </div>
        <div class="field">
          <PersonSelect
            id="member"
            label="Person"
            people={activeOthers(state.people, state.me)}
            chosen={userId}
            choose={setUserId}
          />
          <div class="buttons">
            <button
              type="button"
              class="button"
              disabled={userId === ''}
              onClick={() => member('invite', userId)}
            >
              Invite person
            </button>
            <button
              type="button"
              class="button"
              disabled={userId === ''}
              onClick={() => member('remove', userId)}
            >
              Remove person
            </button>
          </div>
        </div>
        <div class="field">
          <label for="channel-name">Name</label>
          <input
            id="channel-name"
            value={name}
            onInput={({ currentTarget }) => setName(currentTarget.value)}
          />
          <div class="buttons">
            <button
              type="button"
              class="button"
              disabled={name === conversation.name}
              onClick={() => alter('rename', { name })}
            >
              Rename
            </button>
            {conversation.kind === 'public' && (
              <button type="button" class="button" onClick={() => alter('make private')}>
                Make private
              </button>
            )}
            <button
              type="button"
              class="button"
              onClick={() => alter(conversation.isArchived ? 'unarchive' : 'archive')}
            >
              {conversation.isArchived ? 'Unarchive' : 'Archive'}
            </button>
          </div>
        </div>
      </div>
      <footer>
        <button type="button" class="button primary" onClick={close}>
          Done
        </button>
      </footer>
    </Dialog>
  );
}

/** Asks for a new channel's name, makes it, and goes there. */
export function CreateChannelDialog({ close }: { close: () => void }) {
  const { state, told } = useWorkspace();
  const [name, setName] = useState('');
  const [isPrivate, setPrivate] = useState(false);
  const create = async () => {
    const answer = await told(
      call('channel', { as: state.me.id, change: 'create', name: name.trim(), isPrivate }),
    );
    if (!answer.ok) return;
    if ('channelId' in answer && typeof answer.channelId === 'string')
      location.hash = routeTo(answer.channelId);
    close();
  };
  return (
    <Dialog title="Create a channel" close={close} isSmall>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <div class="dialog-body settings">
          <div class="field">
            <label for="new-name">Name</label>
            <input
              id="new-name"
              required
              placeholder="book-club"
              value={name}
              onInput={({ currentTarget }) => setName(currentTarget.value)}
            />
          </div>
          <label class="choice">
            <input
              type="checkbox"
              checked={isPrivate}
              onChange={({ currentTarget }) => setPrivate(currentTarget.checked)}
            />
            Private
          </label>
        </div>
        <footer>
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button primary">
            Create
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
