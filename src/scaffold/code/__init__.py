# ruff: noqa: E501
"""The neutral model of source code: what both languages mean, without their syntax.

| question | call |
| --- | --- |
| which calls, names, writes, tries stand in a function | `body.calls`, `.references`, `.mutations`, `.attempts` |
| what a call is given, calls, is assigned to | `site.args`, `site.kwargs`, `site.called`, `site.into` |
| the call, name or function that an expression is | `outline.site(expr)`, `.binding(expr)`, `.body(expr)` |
| what an expression is made of | `Expr` (expressions.py): `kind`, `inner`, `choices`, `elements`, `entries`, … |
| what a name is read as, with what follows it | `reference.expr`, `reference.whole` (`event.data`) |
| what a variable is declared with, what is written to it | `binding.initial`, `mutation.written` |
| what a name stands for at a place | `reference.binding`, `body.lookup(name, offset)` |
| every binding of a function, in all its blocks | `body.declared()` |
| who reads or writes a variable | `outline.references_to(binding)`, `.mutations_of(binding)` |
| what a function returns, and where | `body.returned`, `body.returns_in(place)` |
| what stands in an expression, a clause, a loop | `holds(outer, inner)`, `outline.sites_in(place)`, `.references_in(place)` |
| what comes after a place, which branch it is in | `body.statement_at(place)`: `.following()`, `.block.role`, `.around()`, `.ends` |
| what the statements at the top of a file define, and export | `definitions(outline)` |
| every place of a name, to change it or to move it | `names_in(outline, place)`, `places_of(outline, variable)` |
| which import a name stands for, whether it is used | `import_at(outline, name, offset)`, `is_import_used(outline, imported)` |
| every string, in types and imports too | `strings(outline)` |
| what a loop runs over, counts, binds | `loop.kind`, `loop.over`, `loop.test`, `loop.update`, `loop.names` |
| what a clause catches, and of which try | `caught.exceptions`, `caught.attempt` |
| where a value comes from, in this file | `resolve_expr(body, expr)`, `resolve_reference(reference)`, `resolve_callee(site)` |
| the same through imports, and constants followed | `Value(expr, body, links)`: `.string`, `.entries`, `.site`, `.at(expr)` |
| what type a name, a call, a function says | `declared_as(binding)`, `type_arguments(site)`, `returned_type(body)`: a `Type` |
| what a name stands for at the top of a file | `named_value(outline, name)`, `named_type(outline, name)`, `class_named(outline, name)` |
| where a statement or a member goes, or goes from | `insert_statement`, `insert_member`, `remove_entry`, … (insertions.py, lists.py) |
| where it is, for a report or an edit | `start`, `end`, `line` of anything; `expr.whole` with what is around it |

Attributes that give a syntax node (`site.node`, `site.arguments`, `binding.value`, `expr.node`, …)
are for this package: above it nobody reads one, as a test sees to.
"""
