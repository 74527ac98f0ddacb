import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { What } from '../catalogue/dataset.js'
import { offlineScript, SCRIPT_NAME } from './script.js'

const readme = `How to use this kit

1. Copy ${SCRIPT_NAME} to the server, or to a computer from which the databases can be reached with your Windows login.
2. Read it. It holds every statement it sends; all of them are SELECT, and none names a column with passwords or keys.
3. Run it in Windows PowerShell as an account that may read the databases (role db_datareader):

     powershell -ExecutionPolicy Bypass -File .\\${SCRIPT_NAME} -Server SQL01 -Database FIMSynchronizationService,FIMService

   Entra Connect with its own database: -Server '(localdb)\\.\\ADSync2019' -Database ADSync, run as the service account or
   as an administrator with access to that instance.
4. Send back estate.m2e.jsonl, packed. It holds configuration and whatever else was asked for: treat it like an export.

mim2entra assess estate.m2e.jsonl reads it like any other export.
`

/** Writes the script and how to use it. */
export async function writeOfflineKit(
  folder: string,
  what: readonly What[],
  version: string,
): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true })
  const script = join(folder, SCRIPT_NAME)
  const page = join(folder, 'README.txt')
  // Windows PowerShell takes a script without a byte order mark for one in the code page of the computer.
  await writeFile(script, `\uFEFF${offlineScript(what, version).replaceAll('\n', '\r\n')}`)
  await writeFile(page, readme.replaceAll('\n', '\r\n'))
  return [script, page]
}
