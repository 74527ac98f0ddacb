;(() => {
  const texts = document.body.dataset

  // Links to rows inside closed tables open the table first.
  function reveal() {
    let id = location.hash.slice(1)
    try {
      id = decodeURIComponent(id)
    } catch (_) {
      return
    }
    const target = id && document.getElementById(id)
    if (!target) return
    for (let up = target; up; up = up.parentElement) {
      if (up.tagName === 'DETAILS') up.open = true
      if (up.hidden) up.hidden = false
    }
    target.scrollIntoView()
  }
  addEventListener('hashchange', reveal)

  function make(name, properties) {
    return Object.assign(document.createElement(name), properties)
  }
  function labelled(text, field) {
    const label = make('label', { textContent: `${text} ` })
    label.appendChild(field)
    return label
  }
  function textOf(row, index) {
    const cell = row.cells[index]
    return cell ? cell.textContent.trim() : ''
  }
  function wordsIn(text) {
    return text.toLowerCase().split(/\s+/).filter(Boolean)
  }

  // Numbers and dates as any of the languages writes them.
  function keyOf(text, numeric) {
    if (numeric) return text === '' ? -Infinity : Number(text.replace(/[^\d-]/g, ''))
    const day = /^(?:(\d\d)\.)?(\d\d)[./](\d{4})$/.exec(text)
    return day ? `${day[3]}-${day[2]}-${day[1] || ''}` : text.toLowerCase()
  }
  function sortBy(table, index, header) {
    const numeric = header.classList.contains('n')
    const ascending = header.getAttribute('aria-sort') !== 'ascending'
    table.querySelectorAll('th[aria-sort]').forEach((other) => {
      other.removeAttribute('aria-sort')
    })
    header.setAttribute('aria-sort', ascending ? 'ascending' : 'descending')
    const body = table.tBodies[0]
    const rows = Array.from(body.rows, (row) => ({ row: row, key: keyOf(textOf(row, index), numeric) }))
    rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0) * (ascending ? 1 : -1))
    body.append(...rows.map((item) => item.row))
  }

  // Columns of few different words become choices: direction, kind, connector, origin.
  function choices(table, rows) {
    return Array.from(table.tHead.rows[0].cells, (header, index) => ({ header: header, index: index }))
      .filter((item) => !item.header.classList.contains('n'))
      .map((item) => ({
        title: item.header.textContent,
        index: item.index,
        values: Array.from(new Set(rows.map((row) => textOf(row, item.index)))).sort(),
      }))
      .filter(
        (item) =>
          item.values.length > 1 && item.values.length <= 12 && item.values.every((value) => value.length <= 60),
      )
      .slice(0, 5)
  }
  function addFilter(details, table) {
    const rows = Array.from(table.tBodies[0].rows)
    const tools = make('div', { className: 'tools' })
    const input = make('input', { type: 'search' })
    const status = make('span', { className: 'muted' })
    status.setAttribute('role', 'status')
    tools.append(labelled(texts.filter, input))
    const selects = rows.length > 12 ? choices(table, rows) : []
    selects.forEach((item) => {
      item.field = make('select', {})
      item.field.append(make('option', { value: '', textContent: texts.every }))
      item.values.forEach((value) => {
        item.field.append(make('option', { value: `=${value}`, textContent: value || '–' }))
      })
      item.field.addEventListener('change', apply)
      tools.append(labelled(item.title, item.field))
    })
    tools.append(status)
    details.querySelector('.scroll').before(tools)
    let contents
    function apply() {
      if (!contents) contents = rows.map((row) => row.textContent.toLowerCase())
      const words = wordsIn(input.value)
      const chosen = selects.filter((item) => item.field.value !== '')
      let shown = 0
      rows.forEach((row, index) => {
        const hit =
          words.every((word) => contents[index].indexOf(word) >= 0) &&
          chosen.every((item) => `=${textOf(row, item.index)}` === item.field.value)
        if (row.hidden === hit) row.hidden = !hit
        if (hit) shown += 1
      })
      status.textContent =
        words.length || chosen.length
          ? texts.shown.replace('{shown}', String(shown)).replace('{all}', String(rows.length))
          : ''
    }
    input.addEventListener('input', apply)
  }
  document.querySelectorAll('details.facts-table').forEach((details) => {
    const table = details.querySelector('table.data')
    if (!table) return
    let ready = false
    function prepare() {
      if (ready || !details.open) return
      ready = true
      if (table.tBodies[0].rows.length > 8) addFilter(details, table)
      Array.from(table.tHead.rows[0].cells).forEach((header, index) => {
        const button = make('button', { type: 'button', textContent: header.textContent })
        header.replaceChildren(button)
        button.addEventListener('click', () => {
          sortBy(table, index, header)
        })
      })
    }
    details.addEventListener('toggle', prepare)
    prepare()
  })

  // Lineage: type a part of a name, see the attributes that have it; one left is opened.
  function addPicker() {
    const lead = document.getElementById('lineage-lead')
    if (!lead) return
    const attributes = Array.from(document.querySelectorAll('details.lin'))
    const groups = Array.from(document.querySelectorAll('.lineage-group'))
    const input = make('input', { type: 'search' })
    const status = make('span', { className: 'muted' })
    status.setAttribute('role', 'status')
    const tools = make('div', { className: 'tools pick' })
    tools.append(labelled(texts.pick, input), status)
    lead.after(tools)
    let names
    input.addEventListener('input', () => {
      if (!names)
        names = attributes.map((each) =>
          `${each.firstElementChild.textContent} ${each.closest('.lineage-group').firstElementChild.textContent}`.toLowerCase(),
        )
      const words = wordsIn(input.value)
      const hits = attributes.filter((each, index) => {
        const hit = words.every((word) => names[index].indexOf(word) >= 0)
        each.hidden = !hit
        return hit
      })
      groups.forEach((group) => {
        group.hidden = !group.querySelector('details.lin:not([hidden])')
      })
      if (hits.length === 1) hits[0].open = true
      status.textContent = words.length
        ? texts.shown.replace('{shown}', String(hits.length)).replace('{all}', String(attributes.length))
        : ''
    })
  }
  addPicker()

  // An opened attribute can be linked to.
  document.querySelectorAll('details.lin').forEach((details) => {
    details.addEventListener('toggle', () => {
      if (details.open && location.hash !== `#${details.id}`) history.replaceState(null, '', `#${details.id}`)
    })
  })
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach((details) => {
      details.open = true
    })
  })
  reveal()
})()
