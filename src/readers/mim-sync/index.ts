import type { Reader } from '../reader.js'
import { connectorReader, singleConnectorReader } from './connector-file.js'
import { metaverseReader } from './metaverse-file.js'

/** Configuration of a MIM/FIM synchronization server: whole server exports and single management agents. */
export const readers: readonly Reader[] = [connectorReader, metaverseReader, singleConnectorReader]
