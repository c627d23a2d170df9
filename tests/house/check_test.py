#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check.py finds each kind of mistake, where it stands, and says nothing of what is right."""
import pathlib
import subprocess
import sys
import tempfile

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"
HEADER = SPDX + "#pragma once\n"

FILES = {
    "core/studio/studio.h": HEADER + '#include "recipe/recipe.h"\n',
    "core/model/tensors.h": HEADER + "#include <ATen/core/Tensor.h>\n",
    "core/model/engine.cpp": SPDX + '#include "model/tensors.h"\n#include <torch/torch.h>\n',
    "app/right.cpp": SPDX + '#include "studio/studio.h"\n#include "base/error.h"\n#include "recipe/recipe.h"\n',
    "run": "#!/usr/bin/env bash\n# SPDX-License-Identifier: GPL-3.0-or-later\nset -euo pipefail\n",
    # from here on each file has one mistake
    "core/text/left.cpp": SPDX + '#include "train/events.h"\n',
    "core/text/window.cpp": SPDX + "#include <QString>\n",
    "core/text/up.cpp": SPDX + '#include "../base/error.h"\n',
    "core/text/bare.cpp": "int a;\n",
    "core/text/twice.h": SPDX,
    "core/train/tensors.cpp": SPDX + "#include <torch/torch.h>\n",
    "core/train/behind.cpp": SPDX + '#include "model/tensors.h"\n',
    "ui/deep.cpp": SPDX + '#include "train/loop.h"\n',
    "broken.sh": "#!/usr/bin/env bash\n# SPDX-License-Identifier: GPL-3.0-or-later\nset -euo pipefail\nif\n",
}

with tempfile.TemporaryDirectory() as folder:
    for name, text in FILES.items():
        path = pathlib.Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    done = subprocess.run([sys.executable, pathlib.Path(__file__).with_name("check.py"), folder],
                          capture_output=True, text=True)
    found = {line.split(":")[0] for line in done.stdout.splitlines() if ":" in line}
    expected = set(list(FILES)[5:])
    assert done.returncode == 1, done
    assert found == expected, (found ^ expected, done.stdout)
