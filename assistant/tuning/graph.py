"""Writes the tuned layers as an ONNX graph with weights of eight bits, which the gateway runs on any processor."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Optional

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from assistant.tuning.arrays import ATTENTION_HEADS, EPSILON, FEATURES, SHARPNESS, layers
from understanding.base import SIZE

OPSET = 17
FUSED = "com.microsoft"  # steps of onnxruntime's own, each of which is five to ten of the standard's


def write(arrays: Mapping[str, np.ndarray], path: Path) -> None:
    """Write the graph: word vectors "words" (messages, words, 384) and "present" (messages, words) in, "seen" out.

    Arrays without what looks at single words give the sentence alone.
    """
    with TemporaryDirectory() as folder:
        wide = Path(folder) / "wide.onnx"
        onnx.save(_model(arrays), str(wide))
        # Seven bits of eight: with all eight, older processors overflow.
        quantize_dynamic(
            wide,
            path,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},  # of what the fused steps give
        )


def read(path: Path) -> dict[str, np.ndarray]:
    """Return the arrays that `write` wrote, as near as eight bits keep them."""
    stored = {each.name: numpy_helper.to_array(each) for each in onnx.load(str(path)).graph.initializer}
    found = {"pos": stored["places"].copy(), "type": np.zeros(SIZE, np.float32)}
    for name, array in stored.items():
        kind, _, of = name.partition(" ")
        if kind == "tuned" and of.endswith("_quantized"):
            part = of.removesuffix("_quantized")
            shift = stored[f"tuned {part}_zero_point"].astype(np.float32)
            found[part] = (array.astype(np.float32) - shift) * stored[f"tuned {part}_scale"]
        elif kind == "tuned" and not of.endswith(("_scale", "_zero_point")):
            found[of] = array.copy()
    return found


def _model(arrays: Mapping[str, np.ndarray]) -> Any:
    graph = _Graph(arrays)
    x = graph.norm(graph.do("Add", "words", graph.places()), "ln")
    there = graph.do("Cast", "present", to=TensorProto.INT32)
    for layer in layers():
        x = _layer(graph, f"{layer}.", x, there)
    parts = [_sentence(graph, x), *([_looks(graph, x)] if "look" in arrays else [])]
    graph.do("Concat", *parts, out="seen", axis=-1)
    ends = [
        helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
        for name, shape in (
            ("words", ("m", "w", SIZE)),
            ("present", ("m", "w")),
            ("seen", ("m", FEATURES if "look" in arrays else SIZE)),
        )
    ]
    made = helper.make_graph(graph.nodes, "encoder", ends[:2], ends[2:], graph.stored)
    versions = [helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
    model = helper.make_model(made, opset_imports=versions, ir_version=8)
    onnx.checker.check_model(model)
    return model


def _layer(graph: "_Graph", at: str, x: str, there: str) -> str:
    mixed = graph.times(_attention(graph, graph.times(x, at + "qkv"), there), at + "ao")
    x = graph.norm(graph.do("Add", x, mixed), at + "aln")
    inner = graph.times(_gelu(graph, graph.times(x, at + "fi")), at + "fo")
    return graph.norm(graph.do("Add", x, inner), at + "oln")


def _attention(graph: "_Graph", qkv: str, there: str) -> str:
    return graph.fused("MultiHeadAttention", *graph.split(qkv, SIZE), "", there, num_heads=ATTENTION_HEADS)


def _gelu(graph: "_Graph", x: str) -> str:
    return graph.fused("Gelu", x)


def _sentence(graph: "_Graph", x: str) -> str:
    there = graph.do("Unsqueeze", "present", graph.whole([2]))
    summed = graph.do("ReduceSum", graph.do("Mul", x, there), graph.whole([1]), keepdims=0)
    length = graph.do("ReduceL2", summed, axes=[1], keepdims=1)  # the mean's length does not matter
    return graph.do("Mul", graph.do("Div", summed, length), graph.number(SHARPNESS))


def _looks(graph: "_Graph", x: str) -> str:
    there = graph.do("Sub", graph.do("Unsqueeze", "present", graph.whole([2])), graph.number(1.0))
    looks = graph.do("Add", graph.times(x, "look"), graph.do("Mul", there, graph.number(1e4)))
    weights = graph.do("Transpose", graph.do("Softmax", looks, axis=1), perm=[0, 2, 1])
    seen = graph.do("Relu", graph.times(x, "seen"))
    return graph.do("Reshape", graph.do("MatMul", weights, seen), graph.whole([0, FEATURES - SIZE]))


@dataclass
class _Graph:
    arrays: Mapping[str, np.ndarray]
    nodes: list[Any] = field(default_factory=list)
    stored: list[Any] = field(default_factory=list)
    _kept: set[str] = field(default_factory=set)

    def do(self, kind: str, *inputs: str, out: Optional[str] = None, **options: Any) -> str:
        """Add a step; answers the name of what it gives."""
        out = out or f"step{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [out], **options))
        return out

    def fused(self, kind: str, *inputs: str, **options: Any) -> str:
        return self.do(kind, *inputs, domain=FUSED, **options)

    def split(self, x: str, each: int) -> list[str]:
        outs = [f"part{len(self.nodes)}_{i}" for i in range(3)]
        self.nodes.append(helper.make_node("Split", [x, self.whole([each] * 3)], outs, axis=2))
        return outs

    def times(self, x: str, name: str) -> str:
        return self.do("Add", self.do("MatMul", x, self.keep(name)), self.keep(name + "_b"))

    def norm(self, x: str, name: str) -> str:
        return self.do("LayerNormalization", x, self.keep(name), self.keep(name + "_b"), axis=-1, epsilon=EPSILON)

    def places(self) -> str:
        """What a piece's place and kind add to its vector, for as many places as there are words."""
        table = self._store("places", self.arrays["pos"] + self.arrays["type"])
        count = self.do("Slice", self.do("Shape", "words"), self.whole([1]), self.whole([2]))
        return self.do("Slice", table, self.whole([0]), count, self.whole([0]))

    def keep(self, name: str) -> str:
        return self._store(f"tuned {name}", self.arrays[name])

    def number(self, value: float) -> str:
        return self._store(f"number {value}", np.array(value, np.float32))

    def whole(self, values: list[int]) -> str:
        return self._store(f"whole {values}", np.array(values, np.int64))

    def _store(self, name: str, array: np.ndarray) -> str:
        if name not in self._kept:
            self._kept.add(name)
            self.stored.append(numpy_helper.from_array(np.ascontiguousarray(array), name))
        return name
