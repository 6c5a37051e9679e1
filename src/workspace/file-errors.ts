import { FileError, type FileErrorCode } from './file-system.ts';

/** The sentence for each way in which a file cannot be read; shared by all adapters, so that all say the same. */
export function fileError(code: FileErrorCode, path: string, detail?: string): FileError {
  return new FileError(
    code,
    path,
    sentence(
      code,
      path === '' ? (code === 'notFound' ? 'project folder' : 'the project folder') : path,
      detail,
    ),
  );
}

/** Node's system errors (`ENOENT`, `EACCES` …) in plain words. */
export function fileErrorOf(error: unknown, path: string): FileError {
  if (error instanceof FileError) return error;
  const code = (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown error';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return fileError('notFound', path);
    case 'EACCES':
    case 'EPERM':
      return fileError('noPermission', path);
    case 'EISDIR':
      return fileError('notAFile', path, 'a folder');
    case 'ELOOP':
      return fileError('notAFile', path, 'a symbolic link, which is not followed');
    case 'ENAMETOOLONG':
      return fileError('other', path, 'its name is too long for this computer');
    case 'EMFILE':
    case 'ENFILE':
      return fileError('other', path, 'too many files are open on this computer');
    default:
      return fileError('other', path, code);
  }
}

function sentence(code: FileErrorCode, name: string, detail: string | undefined): string {
  switch (code) {
    case 'notFound':
      return `There is no ${name}; it may have been deleted or renamed meanwhile`;
    case 'noPermission':
      return `No permission to read ${name}`;
    case 'notAFile':
      return `${name} is ${detail ?? 'not a file'}`;
    case 'tooLarge':
      return `${name} is too large to read${detail ? ` (${detail})` : ''}`;
    default:
      return `${name} cannot be read: ${detail ?? 'unknown error'}`;
  }
}
