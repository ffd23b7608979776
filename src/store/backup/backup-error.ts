/** A backup could not be written or restored, and everything is as it was; the message is for the operator. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}
