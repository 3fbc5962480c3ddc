import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorCode, errorText } from '../../src/host/error-text.ts';

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};

describe('texts of system errors', () => {
  it.each([
    ['a missing file', () => readFileSync(join(tmpdir(), 'missing')), 'No such file or directory'],
    ['a directory read as a file', () => readFileSync(tmpdir()), 'Is a directory'],
    ['a file used as a directory', () => readFileSync('/etc/hostname/x'), 'Not a directory'],
  ])('for %s are those of strerror', (_, work, text) => {
    expect(errorText(thrownBy(work))).toBe(text);
  });

  it.each([
    ['ENOSPC', -28, 'No space left on device'],
    ['EIO', -5, 'Input/output error'],
    ['EACCES', -13, 'Permission denied'],
    ['EROFS', -30, 'Read-only file system'],
    ['EPERM', -1, 'Operation not permitted'],
    ['EPERM', 1, 'Operation not permitted'],
    ['EXDEV', -18, 'Invalid cross-device link'],
  ])('%s', (code, errno, text) => {
    const error = Object.assign(new Error('whatever'), { code, errno });
    expect(errorText(error)).toBe(text);
    expect(errorCode(error)).toBe(code);
  });

  it('fall back to what there is', () => {
    expect(errorText(new Error('odd'))).toBe('odd');
    expect(errorText('odd')).toBe('odd');
    expect(errorCode('odd')).toBeUndefined();
  });
});
