"""Pages are drawn quicker: the same templates, read by Django, each written as one function.

Django's engine asks anew at every node what was clear when the template was read: of what kind a
value is, whether a name holds a list, which words a translation has. ``loader.Loader`` lets Django
read a template; when it is first drawn, ``script.Script`` writes a function of the nodes that
pages are made of (texts, values, conditions, loops, translations, addresses, parts, blocks) and
Python compiles it. Whatever is not plain, a kind of node that is not known here, a name that leads
nowhere, a method that wants arguments, is left to Django. So it is the same language and the same
page, letter for letter; ``tests/shell/test_drawing.py`` holds both against each other.

Without the line ``loaders`` in the settings Django draws all by itself.
"""
