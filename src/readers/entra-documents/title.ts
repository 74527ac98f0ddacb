/** Name of the file without folders. */
export function fileTitle(file: string): string {
  return file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')) + 1)
}
