"""The need labels that a service may bear: the same words that the assistant understands."""

NEEDS = (
    "developmental_concern",
    "behavioral_health",
    "caregiver_wellbeing",
    "food_need",
    "housing_need",
    "utilities_need",
    "transportation_need",
    "child_care_need",
    "health_care_need",
    "special_health_need",
    "employment_income_need",
    "education_need",
    "household_goods_need",
    "legal_need",
    "social_support",
    "prenatal_newborn",
)
TAXONOMY = "onedoor-need"
