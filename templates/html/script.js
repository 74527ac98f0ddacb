;(() => {
  // Links to rows inside closed tables open the table first.
  function reveal() {
    const id = decodeURIComponent(location.hash.slice(1))
    const target = id && document.getElementById(id)
    if (!target) return
    for (let up = target; up; up = up.parentElement) if (up.tagName === 'DETAILS') up.open = true
    target.scrollIntoView()
  }
  addEventListener('hashchange', reveal)

  function textOf(row, index) {
    const cell = row.cells[index]
    return cell ? cell.textContent.trim() : ''
  }
  function sortBy(table, index, header, numeric) {
    const ascending = header.getAttribute('aria-sort') !== 'ascending'
    table.querySelectorAll('th[aria-sort]').forEach((other) => {
      other.removeAttribute('aria-sort')
    })
    header.setAttribute('aria-sort', ascending ? 'ascending' : 'descending')
    const body = table.tBodies[0]
    const rows = Array.prototype.map.call(body.rows, (row) => {
      const text = textOf(row, index)
      return {
        row: row,
        key: numeric ? (text === '' ? -Infinity : Number(text.replace(/,/g, ''))) : text.toLowerCase(),
      }
    })
    rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (ascending ? 1 : -1))
    const fragment = document.createDocumentFragment()
    rows.forEach((item) => {
      fragment.appendChild(item.row)
    })
    body.appendChild(fragment)
  }
  function addFilter(details, table) {
    const tools = document.createElement('div')
    tools.className = 'tools'
    const label = document.createElement('label')
    label.textContent = 'Filter '
    const input = document.createElement('input')
    input.type = 'search'
    label.appendChild(input)
    const status = document.createElement('span')
    status.className = 'muted'
    status.setAttribute('role', 'status')
    tools.append(label, status)
    details.querySelector('.scroll').before(tools)
    let texts
    input.addEventListener('input', () => {
      const rows = table.tBodies[0].rows
      if (!texts) {
        texts = new Map()
        Array.prototype.forEach.call(rows, (row) => {
          texts.set(row, row.textContent.toLowerCase())
        })
      }
      const words = input.value.toLowerCase().split(/\s+/).filter(Boolean)
      let shown = 0
      Array.prototype.forEach.call(rows, (row) => {
        const hit = words.every((word) => texts.get(row).indexOf(word) >= 0)
        row.hidden = !hit
        if (hit) shown += 1
      })
      status.textContent = words.length ? `${shown} of ${rows.length}` : ''
    })
  }
  document.querySelectorAll('details.facts-table').forEach((details) => {
    const table = details.querySelector('table.data')
    if (!table) return
    let ready = false
    function prepare() {
      if (ready || !details.open) return
      ready = true
      if (table.tBodies[0].rows.length > 8) addFilter(details, table)
      Array.prototype.forEach.call(table.tHead.rows[0].cells, (header, index) => {
        const button = document.createElement('button')
        button.type = 'button'
        button.textContent = header.textContent
        header.textContent = ''
        header.appendChild(button)
        button.addEventListener('click', () => {
          sortBy(table, index, header, header.classList.contains('n'))
        })
      })
    }
    details.addEventListener('toggle', prepare)
    prepare()
  })
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach((details) => {
      details.open = true
    })
  })
  reveal()
})()
