/** A database could not be copied: the source is as it was, and the target as empty; the message is for the operator. */
export class NotCopied extends Error {
  override readonly name = 'NotCopied';
}
