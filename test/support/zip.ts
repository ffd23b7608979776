/** Makes ZIPs, also such as no program makes. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Packed {
  readonly name: string;
  readonly data: string | Uint8Array;
  /** What its directory says that it unpacks to, if not the truth. */
  readonly size?: number;
  /** Of Unix: what it is. */
  readonly mode?: number;
  readonly isEncrypted?: boolean;
}

const utf8 = 0x800;

/** @param count how many entries its end says that there are */
export function zipOf(entries: readonly Packed[], count = entries.length): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size, mode = 0o100644, isEncrypted = false } of entries) {
    const raw = Buffer.from(data);
    const packed = deflateRawSync(raw);
    const path = Buffer.from(name);
    const said = Buffer.alloc(26);
    said.writeUInt16LE(20, 0);
    said.writeUInt16LE(utf8 | (isEncrypted ? 1 : 0), 2);
    said.writeUInt16LE(8, 4);
    said.writeUInt32LE(crc32(raw), 10);
    said.writeUInt32LE(packed.length, 14);
    said.writeUInt32LE(size ?? raw.length, 18);
    said.writeUInt16LE(path.length, 22);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), said, path, packed]);
    const outer = Buffer.alloc(14);
    outer.writeUInt32LE(mode * 65_536, 6);
    outer.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 3]), said, outer, path);
    files.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, listed, Buffer.from('PK\u0005\u0006'), end]);
}
