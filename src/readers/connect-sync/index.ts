import type { Reader } from '../reader.js'
import { connectorReader } from './connector-file.js'
import { metaverseReader } from './metaverse-file.js'
import { ruleReader } from './rule-file.js'

/** Configuration of Entra Connect Sync (Azure AD Connect): the folder `Get-ADSyncServerConfiguration` writes. */
export const readers: readonly Reader[] = [connectorReader, ruleReader, metaverseReader]
